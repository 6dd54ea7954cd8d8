delete from access_token where digest in (select digest from access_token where expires < $1 order by expires limit $2) and expires < $3
delete from access_token where digest=$1
delete from audit_event where reference in (select reference from audit_event where occurred < $1 order by occurred limit $2) and occurred < $3
delete from login_throttle where id in (select id from login_throttle where expires < $1 order by expires limit $2) and expires < $3
delete from refresh_token rt1_0 where rt1_0.family_id=$1
delete from secret_throttle where id in (select id from secret_throttle where window_ends < $1 order by window_ends limit $2) and window_ends < $3
delete from token_family tf1_0 where tf1_0.id=$1
delete from token_family where id in (select id from token_family where idle_expires < $1 order by idle_expires limit $2) and idle_expires < $3
insert into access_token (assignment_epoch,client_epoch,client_id,expires,family_id,grant_type,issued,scope,user_epoch,user_id,digest) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)
insert into app_user (created,display_name,email,enabled,epoch,locked,password_hash,roles,subject,updated,username,version,id) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)
insert into applied_import (applied,digest) values ($1,$2)
insert into audit_event (actor,client_id,detail,kind,occurred,occurrences,reason,source,username,reference) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)
insert into client (access_token_lifetime,acts_for_owner,allow_client_secret_post,allow_password_grant_for_public_client,client_id,created,description,enabled,epoch,may_introspect_all,name,owner_id,refresh_token_lifetime,refresh_token_max_lifetime,replay_window,client_type,updated,user_access,user_access_token_lifetime,version,id) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21)
insert into client_grant (client_id,grant_type) values ($1,$2)
insert into client_scope (client_id,is_default,scope_name) values ($1,$2,$3)
insert into client_secret (client_id,created,expires,label,secret_hash,weak,id) values ($1,$2,$3,$4,$5,$6,$7)
insert into client_user (assigned,epoch,version,client_id,user_id) values ($1,$2,$3,$4,$5)
insert into login_throttle (expires,last_success,pending,tries,window_ends,id) values ($1,$2,$3,$4,$5,$6)
insert into refresh_token (access_digest,access_scope,expires,family_id,generation,used,digest) values ($1,$2,$3,$4,$5,$6,$7)
insert into scope (built_in,description,for_clients,for_users,roles,updated,version,name) values ($1,$2,$3,$4,$5,$6,$7,$8)
insert into scope_resource (scope_name,client_id) values ($1,$2)
insert into secret_throttle (failures,window_ends,id) values ($1,$2,$3)
insert into server_key (created,key_base64,name) values ($1,$2,$3)
insert into token_family (absolute_expires,assignment_epoch,client_epoch,client_id,created,generation,grant_type,idle_expires,scope,taken,user_epoch,user_id,id) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)
select ae1_0.reference,ae1_0.actor,ae1_0.client_id,ae1_0.detail,ae1_0.kind,ae1_0.occurred,ae1_0.occurrences,ae1_0.reason,ae1_0.source,ae1_0.username from audit_event ae1_0 fetch first $1 rows only
select ai1_0.digest,ai1_0.applied from applied_import ai1_0 fetch first $1 rows only
select ai1_0.digest,ai1_0.applied from applied_import ai1_0 where ai1_0.digest=$1
select at1_0.digest,at1_0.assignment_epoch,at1_0.client_epoch,at1_0.client_id,at1_0.expires,at1_0.family_id,at1_0.grant_type,at1_0.issued,at1_0.scope,at1_0.user_epoch,at1_0.user_id from access_token at1_0 fetch first $1 rows only
select at1_0.digest,at1_0.assignment_epoch,at1_0.client_epoch,at1_0.client_id,at1_0.expires,at1_0.family_id,at1_0.grant_type,at1_0.issued,at1_0.scope,at1_0.user_epoch,at1_0.user_id from access_token at1_0 where at1_0.digest=$1
select at1_0.digest,at1_0.assignment_epoch,at1_0.client_epoch,at1_0.client_id,at1_0.expires,at1_0.family_id,at1_0.grant_type,at1_0.issued,at1_0.scope,at1_0.user_epoch,at1_0.user_id from access_token at1_0 where at1_0.digest=$1 for no key update
select at1_0.digest,at1_0.assignment_epoch,at1_0.client_epoch,at1_0.client_id,at1_0.expires,at1_0.family_id,at1_0.grant_type,at1_0.issued,at1_0.scope,at1_0.user_epoch,at1_0.user_id from access_token at1_0 where at1_0.family_id=$1 and at1_0.expires>$2 for no key update
select c1_0.id from client c1_0 where c1_0.client_id=$1
select c1_0.id,c1_0.access_token_lifetime,c1_0.acts_for_owner,c1_0.allow_client_secret_post,c1_0.allow_password_grant_for_public_client,c1_0.client_id,c1_0.created,c1_0.description,c1_0.enabled,c1_0.epoch,c1_0.may_introspect_all,c1_0.name,c1_0.owner_id,c1_0.refresh_token_lifetime,c1_0.refresh_token_max_lifetime,c1_0.replay_window,c1_0.client_type,c1_0.updated,c1_0.user_access,c1_0.user_access_token_lifetime,c1_0.version from client c1_0 fetch first $1 rows only
select c1_0.id,c1_0.access_token_lifetime,c1_0.acts_for_owner,c1_0.allow_client_secret_post,c1_0.allow_password_grant_for_public_client,c1_0.client_id,c1_0.created,c1_0.description,c1_0.enabled,c1_0.epoch,c1_0.may_introspect_all,c1_0.name,c1_0.owner_id,c1_0.refresh_token_lifetime,c1_0.refresh_token_max_lifetime,c1_0.replay_window,c1_0.client_type,c1_0.updated,c1_0.user_access,c1_0.user_access_token_lifetime,c1_0.version from client c1_0 where c1_0.client_id=$1 for no key update
select c1_0.id,c1_0.access_token_lifetime,c1_0.acts_for_owner,c1_0.allow_client_secret_post,c1_0.allow_password_grant_for_public_client,c1_0.client_id,c1_0.created,c1_0.description,c1_0.enabled,c1_0.epoch,c1_0.may_introspect_all,c1_0.name,c1_0.owner_id,c1_0.refresh_token_lifetime,c1_0.refresh_token_max_lifetime,c1_0.replay_window,c1_0.client_type,c1_0.updated,c1_0.user_access,c1_0.user_access_token_lifetime,c1_0.version from client c1_0 where c1_0.id=$1
select count(lt1_0.id) from login_throttle lt1_0
select cs1_0.id,cs1_0.client_id,cs1_0.created,cs1_0.expires,cs1_0.label,cs1_0.secret_hash,cs1_0.weak from client_secret cs1_0 fetch first $1 rows only
select cs1_0.id,cs1_0.client_id,cs1_0.created,cs1_0.expires,cs1_0.label,cs1_0.secret_hash,cs1_0.weak from client_secret cs1_0 where cs1_0.client_id=$1 order by cs1_0.id
select cu1_0.client_id,cu1_0.user_id,cu1_0.assigned,cu1_0.epoch,cu1_0.version from client_user cu1_0 fetch first $1 rows only
select cu1_0.client_id,cu1_0.user_id,cu1_0.assigned,cu1_0.epoch,cu1_0.version from client_user cu1_0 where (cu1_0.client_id,cu1_0.user_id) in (($1,$2))
select cu1_0.client_id,cu1_0.user_id,cu1_0.assigned,cu1_0.epoch,cu1_0.version from client_user cu1_0 where cu1_0.client_id=$1
select ds1_0.name,ds1_0.built_in,ds1_0.description,ds1_0.for_clients,ds1_0.for_users,ds1_0.roles,ds1_0.updated,ds1_0.version from scope ds1_0 fetch first $1 rows only
select ds1_0.name,ds1_0.built_in,ds1_0.description,ds1_0.for_clients,ds1_0.for_users,ds1_0.roles,ds1_0.updated,ds1_0.version from scope ds1_0 order by ds1_0.name
select ds1_0.name,ds1_0.built_in,ds1_0.description,ds1_0.for_clients,ds1_0.for_users,ds1_0.roles,ds1_0.updated,ds1_0.version from scope ds1_0 where ds1_0.name=$1
select ds1_0.name,ds1_0.built_in,ds1_0.description,ds1_0.for_clients,ds1_0.for_users,ds1_0.roles,ds1_0.updated,ds1_0.version from scope ds1_0 where ds1_0.name=$1 for no key update
select g1_0.client_id,g1_0.grant_type from client_grant g1_0 where g1_0.client_id=$1
select g1_0.grant_type from client c1_0 join client_grant g1_0 on c1_0.id=g1_0.client_id where c1_0.id=$1
select l1_0.name,l1_0.holder,l1_0.held_until from lease l1_0 fetch first $1 rows only
select l1_0.name,l1_0.holder,l1_0.held_until from lease l1_0 where l1_0.name=$1
select l1_0.name,l1_0.holder,l1_0.held_until from lease l1_0 where l1_0.name=$1 for no key update
select lt1_0.id,lt1_0.expires,lt1_0.last_success,lt1_0.pending,lt1_0.tries,lt1_0.window_ends from login_throttle lt1_0 fetch first $1 rows only
select lt1_0.id,lt1_0.expires,lt1_0.last_success,lt1_0.pending,lt1_0.tries,lt1_0.window_ends from login_throttle lt1_0 where lt1_0.id=$1
select nextval('app_user_seq')
select nextval('client_secret_seq')
select nextval('client_seq')
select rs1_0.client_id from scope ds1_0 join scope_resource rs1_0 on ds1_0.name=rs1_0.scope_name where ds1_0.name=$1
select rt1_0.digest,rt1_0.access_digest,rt1_0.access_scope,rt1_0.expires,rt1_0.family_id,rt1_0.generation,rt1_0.used from refresh_token rt1_0 fetch first $1 rows only
select rt1_0.digest,rt1_0.access_digest,rt1_0.access_scope,rt1_0.expires,rt1_0.family_id,rt1_0.generation,rt1_0.used from refresh_token rt1_0 where rt1_0.digest=$1
select s1_0.client_id,s1_0.is_default,s1_0.scope_name from client_scope s1_0 where s1_0.client_id=$1
select s1_0.is_default,s1_0.scope_name from client c1_0 join client_scope s1_0 on c1_0.id=s1_0.client_id where c1_0.id=$1
select sk1_0.name,sk1_0.created,sk1_0.key_base64 from server_key sk1_0 fetch first $1 rows only
select sk1_0.name,sk1_0.created,sk1_0.key_base64 from server_key sk1_0 where sk1_0.name=$1
select st1_0.id,st1_0.failures,st1_0.window_ends from secret_throttle st1_0 fetch first $1 rows only
select st1_0.id,st1_0.failures,st1_0.window_ends from secret_throttle st1_0 where st1_0.id=$1
select tf1_0.id,tf1_0.absolute_expires,tf1_0.assignment_epoch,tf1_0.client_epoch,tf1_0.client_id,tf1_0.created,tf1_0.generation,tf1_0.grant_type,tf1_0.idle_expires,tf1_0.scope,tf1_0.taken,tf1_0.user_epoch,tf1_0.user_id from token_family tf1_0 fetch first $1 rows only
select tf1_0.id,tf1_0.absolute_expires,tf1_0.assignment_epoch,tf1_0.client_epoch,tf1_0.client_id,tf1_0.created,tf1_0.generation,tf1_0.grant_type,tf1_0.idle_expires,tf1_0.scope,tf1_0.taken,tf1_0.user_epoch,tf1_0.user_id from token_family tf1_0 where tf1_0.id=$1
select u1_0.id from app_user u1_0 where u1_0.username=$1
select u1_0.id,u1_0.created,u1_0.display_name,u1_0.email,u1_0.enabled,u1_0.epoch,u1_0.locked,u1_0.password_hash,u1_0.roles,u1_0.subject,u1_0.updated,u1_0.username,u1_0.version from app_user u1_0 fetch first $1 rows only
select u1_0.id,u1_0.created,u1_0.display_name,u1_0.email,u1_0.enabled,u1_0.epoch,u1_0.locked,u1_0.password_hash,u1_0.roles,u1_0.subject,u1_0.updated,u1_0.username,u1_0.version from app_user u1_0 where u1_0.id=$1
select u1_0.id,u1_0.created,u1_0.display_name,u1_0.email,u1_0.enabled,u1_0.epoch,u1_0.locked,u1_0.password_hash,u1_0.roles,u1_0.subject,u1_0.updated,u1_0.username,u1_0.version from app_user u1_0 where u1_0.id=$1 for no key update
select ug1_0.client_id,ug1_0.group_name from client_user_group ug1_0 where ug1_0.client_id=$1
select ug1_0.group_name from client c1_0 join client_user_group ug1_0 on c1_0.id=ug1_0.client_id where c1_0.id=$1
update app_user set display_name=$1,email=$2,enabled=$3,epoch=$4,locked=$5,password_hash=$6,roles=$7,updated=$8,version=$9 where id=$10 and version=$11
update audit_event ae1_0 set occurrences=(ae1_0.occurrences+$1) where ae1_0.reference=$2
update client set access_token_lifetime=$1,acts_for_owner=$2,allow_client_secret_post=$3,allow_password_grant_for_public_client=$4,description=$5,enabled=$6,epoch=$7,may_introspect_all=$8,name=$9,owner_id=$10,refresh_token_lifetime=$11,refresh_token_max_lifetime=$12,replay_window=$13,updated=$14,user_access=$15,user_access_token_lifetime=$16,version=$17 where id=$18 and version=$19
update client_user set assigned=$1,epoch=$2,version=$3 where client_id=$4 and user_id=$5 and version=$6
update lease l1_0 set holder=$1,held_until=$2 where l1_0.name=$3 and (l1_0.held_until<=$4 or l1_0.holder=$5)
update login_throttle lt1_0 set last_success=$1,expires=$2 where lt1_0.id=$3
update login_throttle lt1_0 set pending=(lt1_0.pending-1) where lt1_0.id=$1 and lt1_0.pending>0
update login_throttle lt1_0 set pending=(lt1_0.pending-1),tries=(lt1_0.tries-1) where lt1_0.id=$1 and lt1_0.pending>0
update login_throttle lt1_0 set tries=(lt1_0.tries+1),pending=(lt1_0.pending+1) where lt1_0.id=$1 and lt1_0.window_ends>$2 and lt1_0.tries<$3
update login_throttle lt1_0 set tries=1,pending=1,window_ends=$1 where lt1_0.id=$2 and lt1_0.window_ends<=$3
update refresh_token rt1_0 set used=$1 where rt1_0.digest=$2 and rt1_0.used is null
update scope set description=$1,for_clients=$2,for_users=$3,roles=$4,updated=$5,version=$6 where name=$7 and version=$8
update secret_throttle st1_0 set failures=$1,window_ends=$2 where st1_0.id=$3 and st1_0.window_ends<=$4
update secret_throttle st1_0 set failures=(st1_0.failures+$1) where st1_0.id=$2 and st1_0.window_ends>$3
update token_family tf1_0 set generation=$1,idle_expires=$2 where tf1_0.id=$3
update token_family tf1_0 set taken=(tf1_0.taken+1) where tf1_0.id=$1
