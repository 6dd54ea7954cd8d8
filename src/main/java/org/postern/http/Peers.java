package org.postern.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.postern.config.AddressRange;
import org.postern.config.PosternConfig;
import org.postern.setting.IpAddress;

/**
 * Finds the sender of a request, which normally is the peer of the connection. If the peer is a
 * trusted proxy, its forwarding header is read from the right, up to the first address that is not
 * trusted.
 */
@ApplicationScoped
public class Peers {

  private static final int MAX_KNOWN = 1_000;

  // Cache parsed addresses, because few peers send most of the requests.
  private final ConcurrentHashMap<String, Optional<IpAddress>> known = new ConcurrentHashMap<>();

  private final List<AddressRange> trusted;
  private final ForwardingHeader header;
  private final boolean insecureAllowed;

  /** For the proxy only. */
  protected Peers() {
    trusted = List.of();
    header = null;
    insecureAllowed = false;
  }

  @Inject
  public Peers(PosternConfig config) {
    trusted = config.trustedProxies();
    header = config.forwardedHeader() ? ForwardingHeader.FORWARDED : ForwardingHeader.X_FORWARDED;
    insecureAllowed = config.insecureIssuerAllowed();
  }

  /**
   * The sender of a request.
   *
   * @param source the address, or for IPv6 the network of 64 bits
   * @param isProtected whether nobody on the network could read the request: it came over TLS or
   *     from this machine, or the configuration allows plain HTTP
   */
  record Sender(String source, boolean isProtected) {}

  Sender senderOf(HttpServletRequest request) {
    Optional<IpAddress> peer = peer(request.getRemoteAddr());
    if (peer.isEmpty()) {
      return new Sender("unknown", request.isSecure() || insecureAllowed);
    }
    IpAddress address = peer.get();
    boolean secure = request.isSecure();
    if (isTrusted(address)) {
      List<ForwardingHeader.Hop> hops = header.read(request);
      for (int i = hops.size() - 1; i >= 0 && isTrusted(address); i--) {
        ForwardingHeader.Hop hop = hops.get(i);
        secure = hop.protocol().map("https"::equals).orElse(secure);
        Optional<IpAddress> sender = hop.sender();
        if (sender.isEmpty()) {
          // This entry cannot be read, so the entries to the left of it cannot be trusted either.
          return new Sender(address.source(), secure || insecureAllowed);
        }
        address = sender.get();
      }
    }
    // If another machine states a loopback address, this is the address of that machine itself.
    boolean local = peer.get().isLoopback() && address.isLoopback();
    return new Sender(address.source(), secure || local || insecureAllowed);
  }

  private Optional<IpAddress> peer(String address) {
    Optional<IpAddress> peer = known.get(address);
    if (peer == null) {
      peer = IpAddress.parse(bare(address));
      if (known.size() >= MAX_KNOWN) {
        known.clear();
      }
      known.put(address, peer);
    }
    return peer;
  }

  private boolean isTrusted(IpAddress address) {
    for (AddressRange range : trusted) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  // Removes the brackets and the zone of an IPv6 address.
  static String bare(String address) {
    String text = address.toLowerCase(Locale.ROOT);
    if (text.startsWith("[") && text.contains("]")) {
      text = text.substring(1, text.indexOf(']'));
    }
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
