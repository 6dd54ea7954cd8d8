package org.postern.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postern.config.IpAddress;

/**
 * The two ways in which a proxy tells whom it forwards for. Only the configured one is read: a
 * proxy that sets one of them passes the other through as the sender wrote it.
 */
enum ForwardingHeader {
  /** {@code X-Forwarded-For} and {@code X-Forwarded-Proto}. */
  X_FORWARDED {
    @Override
    List<Hop> read(HttpServletRequest request) {
      List<String> senders = elements(request, "X-Forwarded-For");
      List<String> protocols = elements(request, "X-Forwarded-Proto");
      List<Hop> hops = new ArrayList<>();
      for (int i = 0; i < senders.size(); i++) {
        // One protocol for each sender, or one for all of them.
        Optional<String> protocol = Optional.empty();
        if (protocols.size() == senders.size()) {
          protocol = Optional.of(protocols.get(i));
        } else if (!protocols.isEmpty()) {
          protocol = Optional.of(protocols.get(protocols.size() - 1));
        }
        hops.add(new Hop(address(senders.get(i)), protocol.map(p -> p.toLowerCase(Locale.ROOT))));
      }
      return hops;
    }
  },

  /** {@code Forwarded}, RFC 7239 §4. */
  FORWARDED {
    @Override
    List<Hop> read(HttpServletRequest request) {
      List<Hop> hops = new ArrayList<>();
      for (String element : elements(request, "Forwarded")) {
        Optional<IpAddress> sender = Optional.empty();
        Optional<String> protocol = Optional.empty();
        for (String pair : element.split(";", -1)) {
          int equals = pair.indexOf('=');
          String name =
              equals < 0 ? "" : pair.substring(0, equals).strip().toLowerCase(Locale.ROOT);
          String value = equals < 0 ? "" : pair.substring(equals + 1).strip().replace("\"", "");
          if (name.equals("for")) {
            sender = address(value);
          } else if (name.equals("proto")) {
            protocol = Optional.of(value.toLowerCase(Locale.ROOT));
          }
        }
        hops.add(new Hop(sender, protocol));
      }
      return hops;
    }
  };

  /**
   * What one proxy said.
   *
   * @param sender whom it forwarded for; empty if that is not an address
   * @param protocol how it was spoken to, in lower case; empty if it did not say
   */
  record Hop(Optional<IpAddress> sender, Optional<String> protocol) {}

  /** What the proxies said, the one nearest to us last. */
  abstract List<Hop> read(HttpServletRequest request);

  private static List<String> elements(HttpServletRequest request, String header) {
    List<String> elements = new ArrayList<>();
    for (String line : Collections.list(request.getHeaders(header))) {
      for (String element : line.split(",", -1)) {
        elements.add(element.strip());
      }
    }
    return elements;
  }

  // An IPv4 address may carry a port, and so may an IPv6 one in brackets.
  private static Optional<IpAddress> address(String text) {
    int colon = text.indexOf(':');
    boolean portBehindV4 = colon >= 0 && colon == text.lastIndexOf(':');
    return IpAddress.parse(Peers.bare(portBehindV4 ? text.substring(0, colon) : text));
  }
}
