package org.postern.entity;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;

/** An issued access token, for lookups. The insert uses {@link NewAccessToken}. */
@Entity
@Table(name = "access_token")
@Cacheable
@NamedQuery(
    name = "AccessToken.liveOfFamily",
    query = "select t from AccessToken t where t.familyId = :familyId and t.expires > :now")
@NamedQuery(
    name = "AccessToken.countLiveOfFamily",
    query =
        "select count(t.digest) from AccessToken t"
            + " where t.familyId = :familyId and t.expires > :now")
@NamedQuery(
    name = "AccessToken.oldestOfFamily",
    query =
        "select t.digest from AccessToken t where t.familyId = :familyId and t.expires > :now"
            + " order by t.issued, t.digest")
@NamedQuery(
    name = "AccessToken.byDigests",
    query = "select t from AccessToken t where t.digest in :digests")
@NamedQuery(
    name = "AccessToken.liveOfClient",
    query =
        "select t.digest from AccessToken t"
            + " where t.clientId = :clientId and t.clientEpoch = :clientEpoch and t.expires > :now"
            + " and (t.userId is null or exists"
            + " (select u.id from User u where u.id = t.userId and u.epoch = t.userEpoch))"
            + " and not exists (select a.epoch from ClientUser a where a.id.clientId = t.clientId"
            + " and a.id.userId = t.userId and a.epoch <> t.assignmentEpoch)")
public class AccessToken extends AccessTokenRow {

  /** For the persistence provider. */
  protected AccessToken() {}

  /**
   * Creates a token of this holding.
   *
   * @param familyId the token family; null if there is none
   */
  public AccessToken(
      String digest, Holding holding, String familyId, Instant issued, Instant expires) {
    super(digest, holding, familyId, issued, expires);
  }
}
