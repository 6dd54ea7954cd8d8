package org.postern.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.postern.config.AddressRange;
import org.postern.config.IpAddress;
import org.postern.config.PosternConfig;

/**
 * Finds out who sent a request. The peer of the connection counts; only where the peer is a trusted
 * proxy does its forwarding header, from the right, up to the first address that is not trusted.
 */
@ApplicationScoped
public class Peers {

  private static final int MAX_KNOWN = 1_000;

  // A few peers send most of the requests, and reading an address takes longer than finding it.
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
   * Who sent a request.
   *
   * @param source the address, or for IPv6 the network of 64 bits
   * @param isProtected whether nobody on the way could read along: TLS or loopback
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
          // Something we cannot read: what stands left of it cannot be trusted either.
          return new Sender(address.source(), secure || insecureAllowed);
        }
        address = sender.get();
      }
    }
    // What another machine says about a loopback address is about its own.
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

  // Without brackets and zone.
  static String bare(String address) {
    String text = address.toLowerCase(Locale.ROOT);
    if (text.startsWith("[") && text.contains("]")) {
      text = text.substring(1, text.indexOf(']'));
    }
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
