package org.postern.console.transfer;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.transfer.ConfigurationImport;
import org.postern.admin.transfer.ExportAdministration;
import org.postern.admin.transfer.ImportPlan;
import org.postern.admin.transfer.RunningImport;
import org.postern.console.common.Notices;
import org.postern.console.common.PasswordCheck;
import org.postern.console.common.Redirects;
import org.postern.console.common.Viewer;
import org.postern.console.common.Words;
import org.postern.oauth.JsonEncoding;

/**
 * Import and export: {@code configuration.xhtml}. Every request of the form sends the content
 * again, because it may contain passwords, which must not be kept in the session.
 */
@Named
@RequestScoped
public class ConfigurationBean {

  private static final String PAGE = "configuration.xhtml";
  private static final int MOST_SHOWN = 200;

  private final ExportAdministration exports;
  private final ConfigurationImport imports;
  private final PasswordCheck check;
  private final Viewer viewer;
  private final Notices notices;

  private Part file;
  private String content = "";
  private boolean prune;
  private String seal;
  private ImportPlan plan;

  /** For the proxy only. */
  protected ConfigurationBean() {
    this(null, null, null, null, null);
  }

  @Inject
  public ConfigurationBean(
      ExportAdministration exports,
      ConfigurationImport imports,
      PasswordCheck check,
      Viewer viewer,
      Notices notices) {
    this.exports = exports;
    this.imports = imports;
    this.check = check;
    this.viewer = viewer;
    this.notices = notices;
    this.seal = viewer == null ? "" : viewer.parameter("seal");
  }

  /** Sends the configuration as a file to the browser. */
  public void export() throws IOException {
    String[] text = new String[1];
    if (!notices.attempt(() -> text[0] = exports.export(viewer.actor()))) {
      return;
    }
    FacesContext faces = FacesContext.getCurrentInstance();
    byte[] bytes = text[0].getBytes(StandardCharsets.UTF_8);
    ExternalContext external = faces.getExternalContext();
    external.setResponseContentType("application/json");
    external.setResponseContentLength(bytes.length);
    external.setResponseHeader("Content-Disposition", "attachment; filename=\"postern.json\"");
    external.getResponseOutputStream().write(bytes);
    faces.responseComplete();
  }

  /** Shows what an import of the content would change. */
  public void preview() throws IOException {
    if (file != null && file.getSize() > 0 && !readFile()) {
      return;
    }
    show();
  }

  private boolean readFile() throws IOException {
    Optional<String> text;
    try (InputStream in = file.getInputStream()) {
      text = JsonEncoding.decode(in.readAllBytes());
    }
    if (text.isEmpty()) {
      notices.errorAt("file", "configuration.not-text");
      return false;
    }
    content = text.get();
    return true;
  }

  // The browser changes the line ends, so restore them.
  private String text() {
    return content.replace("\r\n", "\n").strip();
  }

  private void show() {
    seal = "";
    plan = null;
    notices.attempt(
        () -> {
          ConfigurationImport.Preview preview = imports.preview(viewer.actor(), text(), prune);
          plan = preview.plan();
          seal = preview.seal();
        });
  }

  /** Applies the plan that was shown. If the plan would be different now, shows the new plan. */
  public void apply() {
    if (!check.passed()) {
      show();
      return;
    }
    try {
      ImportPlan done = imports.apply(viewer.actor(), text(), prune, seal);
      notices.done(
          "configuration.applied",
          done.created().size(),
          done.changed().size(),
          done.deleted().size());
      Redirects.to(PAGE);
    } catch (AdministrationException refusal) {
      if (refusal.kind() == AdministrationException.Kind.STALE) {
        notices.error("configuration.other");
        show();
      } else {
        notices.show(refusal);
        seal = "";
      }
    }
  }

  /** The imports that run on this node now. Only an administrator may call this. */
  public List<RunningImport> getRunning() {
    return imports.findRunning(viewer.actor());
  }

  /** The plan that is shown; null if there is none. */
  public ImportPlan getPlan() {
    return plan;
  }

  /**
   * The part of a list that is shown. The list is cut, because a browser would need long for
   * thousands of items.
   */
  public <T> List<T> shown(List<T> all) {
    return all.subList(0, Math.min(all.size(), MOST_SHOWN));
  }

  /** The largest number of items that are shown of a list. */
  public int getMostShown() {
    return MOST_SHOWN;
  }

  /** Whether the plan changes nothing. */
  public boolean isIdle() {
    return plan.created().isEmpty() && plan.changed().isEmpty() && plan.deleted().isEmpty();
  }

  /** The seal of the plan that is shown; empty if there is none. */
  public String getSeal() {
    return seal;
  }

  public Part getFile() {
    return file;
  }

  public void setFile(Part file) {
    this.file = file;
  }

  public String getContent() {
    return content;
  }

  public void setContent(String content) {
    this.content = Words.orEmpty(content);
  }

  public boolean isPrune() {
    return prune;
  }

  public void setPrune(boolean prune) {
    this.prune = prune;
  }
}
