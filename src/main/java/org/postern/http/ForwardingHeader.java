package org.postern.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.postern.setting.IpAddress;

/**
 * The two headers by which a proxy states the sender of a request. Only the configured one is read,
 * because a proxy that sets one of them passes the other one on as the sender wrote it.
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
        // The header has one protocol for each sender, or one for all of them.
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
      for (String line : Collections.list(request.getHeaders("Forwarded"))) {
        for (String element : split(line, ',')) {
          hops.add(hop(element));
        }
      }
      return hops;
    }

    private Hop hop(String element) {
      Map<String, String> pairs = new HashMap<>();
      for (String pair : split(element, ';')) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? "" : pair.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        String value = equals < 0 ? "" : pair.substring(equals + 1).strip().replace("\"", "");
        // A parameter MUST NOT occur more than once: RFC 7239 §4. If there are two, one of them is
        // not from the proxy, so neither is used.
        if (pairs.put(name, value) != null) {
          return new Hop(Optional.empty(), Optional.empty());
        }
      }
      return new Hop(
          Optional.ofNullable(pairs.get("for")).flatMap(ForwardingHeader::address),
          Optional.ofNullable(pairs.get("proto")).map(proto -> proto.toLowerCase(Locale.ROOT)));
    }

    // A proxy may quote text of its client, such as the host, so a separator inside quotes does not
    // separate. The text after a quotation mark without its pair stays one part, which then cannot
    // be read.
    private List<String> split(String text, char separator) {
      List<String> parts = new ArrayList<>();
      boolean quoted = false;
      int start = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '"') {
          quoted = !quoted;
        } else if (c == '\\' && quoted) {
          i++;
        } else if (c == separator && !quoted) {
          parts.add(text.substring(start, i));
          start = i + 1;
        }
      }
      parts.add(text.substring(start));
      return parts;
    }
  };

  /**
   * The statement of one proxy.
   *
   * @param sender the sender for whom the proxy forwarded; empty if the header has no address
   * @param protocol the protocol of the sender's request, in lower case; empty if the proxy did not
   *     state it
   */
  record Hop(Optional<IpAddress> sender, Optional<String> protocol) {}

  /** Reads the statements of the proxies. The last one is from the proxy nearest to this server. */
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
