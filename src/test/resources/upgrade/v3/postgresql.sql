SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.access_token (
    digest character varying(43) NOT NULL,
    client_id bigint NOT NULL,
    user_id bigint,
    family_id character varying(22),
    grant_type character varying(100) NOT NULL,
    scope character varying(8000) NOT NULL,
    client_epoch bigint NOT NULL,
    user_epoch bigint NOT NULL,
    assignment_epoch bigint NOT NULL,
    issued bigint NOT NULL,
    expires bigint NOT NULL
);
CREATE TABLE public.app_user (
    id bigint NOT NULL,
    subject character varying(64) NOT NULL,
    username character varying(255) NOT NULL,
    password_hash character varying(500),
    display_name character varying(200) NOT NULL,
    email character varying(254) NOT NULL,
    roles character varying(2000) NOT NULL,
    enabled boolean NOT NULL,
    locked boolean NOT NULL,
    epoch bigint NOT NULL,
    created bigint NOT NULL,
    updated bigint NOT NULL,
    version bigint NOT NULL
);
CREATE SEQUENCE public.app_user_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.applied_import (
    digest character varying(43) NOT NULL,
    applied bigint NOT NULL
);
CREATE TABLE public.audit_event (
    reference character varying(26) NOT NULL,
    occurred bigint NOT NULL,
    kind character varying(50) NOT NULL,
    reason character varying(50),
    actor character varying(300),
    client_id character varying(128),
    username character varying(255),
    source character varying(64),
    detail character varying(20000),
    occurrences bigint NOT NULL
);
CREATE TABLE public.client (
    id bigint NOT NULL,
    client_id character varying(128) NOT NULL,
    name character varying(200) NOT NULL,
    description character varying(2000) NOT NULL,
    client_type character varying(20) NOT NULL,
    enabled boolean NOT NULL,
    user_access character varying(20) NOT NULL,
    owner_id bigint,
    acts_for_owner boolean NOT NULL,
    allow_client_secret_post boolean NOT NULL,
    allow_password_grant_for_public_client boolean NOT NULL,
    may_introspect_all boolean NOT NULL,
    access_token_lifetime bigint NOT NULL,
    user_access_token_lifetime bigint NOT NULL,
    refresh_token_lifetime bigint NOT NULL,
    refresh_token_max_lifetime bigint NOT NULL,
    replay_window bigint NOT NULL,
    epoch bigint NOT NULL,
    created bigint NOT NULL,
    updated bigint NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE public.client_grant (
    client_id bigint NOT NULL,
    grant_type character varying(100) NOT NULL
);
CREATE TABLE public.client_scope (
    client_id bigint NOT NULL,
    scope_name character varying(100) NOT NULL,
    is_default boolean NOT NULL
);
CREATE TABLE public.client_secret (
    id bigint NOT NULL,
    client_id bigint NOT NULL,
    label character varying(100) NOT NULL,
    secret_hash character varying(43) NOT NULL,
    weak boolean NOT NULL,
    expires bigint,
    created bigint NOT NULL
);
CREATE SEQUENCE public.client_secret_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE SEQUENCE public.client_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.client_user (
    client_id bigint NOT NULL,
    user_id bigint NOT NULL,
    assigned boolean NOT NULL,
    epoch bigint NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE public.client_user_group (
    client_id bigint NOT NULL,
    group_name character varying(255) NOT NULL
);
CREATE TABLE public.flyway_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);
CREATE TABLE public.lease (
    name character varying(50) NOT NULL,
    holder character varying(64),
    held_until bigint DEFAULT 0 NOT NULL
);
CREATE TABLE public.login_throttle (
    id character varying(43) NOT NULL,
    tries bigint NOT NULL,
    pending bigint NOT NULL,
    window_ends bigint NOT NULL,
    last_success bigint NOT NULL,
    expires bigint NOT NULL
);
CREATE TABLE public.refresh_token (
    digest character varying(43) NOT NULL,
    family_id character varying(22) NOT NULL,
    generation bigint NOT NULL,
    used bigint,
    expires bigint NOT NULL,
    access_digest character varying(43) NOT NULL,
    access_scope character varying(8000) NOT NULL
);
CREATE TABLE public.scope (
    name character varying(100) NOT NULL,
    description character varying(2000) NOT NULL,
    for_clients boolean NOT NULL,
    for_users boolean NOT NULL,
    roles character varying(2000) NOT NULL,
    built_in boolean NOT NULL,
    updated bigint NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE public.scope_resource (
    scope_name character varying(100) NOT NULL,
    client_id character varying(128) NOT NULL
);
CREATE TABLE public.secret_throttle (
    id character varying(43) NOT NULL,
    failures bigint NOT NULL,
    window_ends bigint NOT NULL
);
CREATE TABLE public.server_key (
    name character varying(50) NOT NULL,
    key_base64 character varying(100) NOT NULL,
    created bigint NOT NULL
);
CREATE TABLE public.token_family (
    id character varying(22) NOT NULL,
    client_id bigint NOT NULL,
    user_id bigint NOT NULL,
    grant_type character varying(100) NOT NULL,
    scope character varying(8000) NOT NULL,
    client_epoch bigint NOT NULL,
    user_epoch bigint NOT NULL,
    assignment_epoch bigint NOT NULL,
    generation bigint NOT NULL,
    taken bigint NOT NULL,
    created bigint NOT NULL,
    idle_expires bigint NOT NULL,
    absolute_expires bigint NOT NULL
);
INSERT INTO public.access_token VALUES ('knto_tLEnPP2wQ4GcuqmCo6OdZsuhu5iaYUee2oyQ4U', 2, NULL, NULL, 'client_credentials', 'orders.read', 1795648681989014, 0, 0, 1795648730156667, 2111008730156667);
INSERT INTO public.access_token VALUES ('atyKbJccx4byGHyRXGpsqsHL90XY6cjfbna9Qi5fRQs', 3, NULL, NULL, 'client_credentials', '', 1795648686000261, 0, 0, 1795648733969038, 2111008733969038);
INSERT INTO public.access_token VALUES ('sCmxKeJteodplI1PSZfLgjYGtqOgH4rlIAZjCliVvRs', 2, 1, '0_BXeFcogsYSJP-9ODksvw', 'password', 'orders.read', 1795648681989014, 1795648674873940, 0, 1795648738541379, 2111008738394091);
INSERT INTO public.access_token VALUES ('ATV7p5o-9yaph_eQ9D2nw-KfwuB-Plzg0UVZhKojJbE', 2, 1, 'uNmSx2prELfyPQlGFM4Hkg', 'password', 'orders.read', 1795648681989014, 1795648674873940, 0, 1795648741315650, 2111008741021154);
INSERT INTO public.access_token VALUES ('GFbtTrTfIk6TfMdD2HkmbZpiXm8qGDvK7pdoSL_rTdY', 2, 1, 'uNmSx2prELfyPQlGFM4Hkg', 'password', 'orders.read', 1795648681989014, 1795648674873940, 0, 1795648743241724, 2111008741021154);
INSERT INTO public.access_token VALUES ('fCWjX73l8z7girGjgfQ96NNFolXzlqRBdJCrWTOHvKk', 2, 4, 'G--mK7rthng3bpfAeOwCOQ', 'password', 'orders.read', 1795648681989014, 1795648678395675, 0, 1795648748778832, 2111008748726136);
INSERT INTO public.access_token VALUES ('dK_jJpyYRoTaUD8SEVzCl36B7fmyaqngMk7Gqmpp-oA', 2, 4, 'G--mK7rthng3bpfAeOwCOQ', 'password', 'orders.read', 1795648681989014, 1795648678395675, 0, 1795648750299267, 2111008748726136);
INSERT INTO public.access_token VALUES ('FHrAEZ5MY112R7kN16TUv4xL_PKlErRWSsUOIVxnHf0', 2, 2, 'zH4PTB6aWXzk24Mhd2Vuog', 'password', 'orders.read', 1795648681989014, 1795648676704608, 0, 1795648751332579, 2111008751305529);
INSERT INTO public.access_token VALUES ('MdfaunrOkIGI210BykRrKG4YDwO83f4zfEqTNCDgAcs', 2, 3, '08mVynQUZ37B01SrGQrG7Q', 'password', 'orders.read', 1795648681989014, 1795648677752547, 0, 1795648752683945, 2111008752584718);
INSERT INTO public.app_user VALUES (1, 'user:NpAbxW4ZOG1izdUJMStpNw', 'alice', '$argon2id$v=19$m=64,t=1,p=1$IZOZ/NKix7Z2M8P/3WfqLQ$SHzzCpWnvAtOPXwCUEWseDQTqbhiuCCIyW6OUgmW45E', '', '', '', true, false, 1795648674873940, 1795648674873939, 1795648674873940, 0);
INSERT INTO public.app_user VALUES (3, 'user:18ytWeQ3TwinnAvsIqmJdA', 'carol', '$argon2id$v=19$m=64,t=1,p=1$IBd3u0bzAPT/fWx+g/pIVw$W8JV0GTe9EfmG6iW1MGBJ95GVnQNiISlKJghAEgKWeU', '', '', '', true, false, 1795648677752547, 1795648677752546, 1795648677752547, 0);
INSERT INTO public.app_user VALUES (4, 'user:LX0ffd-nQkOKJiHcBkXTxg', 'dave', '$argon2id$v=19$m=64,t=1,p=1$g2gIRLrz6WeYRMhnzh4pGA$ZQFsYPRZPh2KDO32yX5CKuN+Ys4iwULVRcZEsxWUiJo', '', '', '', true, false, 1795648678395675, 1795648678395674, 1795648678395675, 0);
INSERT INTO public.app_user VALUES (2, 'user:BzhbOkuja-P5Wq1dnvLmDA', 'bob', '$argon2id$v=19$m=64,t=1,p=1$lCZ6+oZJnW4Xl6H34srAbw$P0FmqcULyH72MRFsfXL6fbTHku4vtHLJitQz1jEUWuM', '', '', '', false, false, 1795648676704609, 1795648676704607, 1795648816267208, 1);
INSERT INTO public.applied_import VALUES ('sE4CDQ7_z_VKR1J_UVmT5x7kIip3ZMrTZJOl8jnBMqs', 1795648687151600);
INSERT INTO public.applied_import VALUES ('dwIwPcHP87lxX9-svrPbqTwmDllTAFGPL7kKbFVcoRA', 1795648820655359);
INSERT INTO public.applied_import VALUES ('HHVCwLckVipzDBq5_JTda9lE5WNFoQPRb6QNikKiOv0', 1795649181850133);
INSERT INTO public.audit_event VALUES ('01M8AG0P2E50R9N387RQXDWXGX', 1795648673870114, 'scope.created', NULL, 'system:setup', NULL, NULL, NULL, '{"after":{"name":"orders.read","description":"Read orders","for":"both","roles":[],"resource_servers":[]}}', 1);
INSERT INTO public.audit_event VALUES ('01M8AG0RA2JMW3SPZRM0XNFRJ9', 1795648676162516, 'user.created', NULL, 'system:setup', NULL, 'alice', NULL, '{"after":{"username":"alice","display_name":"","email":"","roles":[],"enabled":true,"locked":false,"password":"(hidden)"}}', 1);
INSERT INTO public.audit_event VALUES ('01M8AG0SBT5K5FEPN7HX8MEX8D', 1795648677242698, 'user.created', NULL, 'system:setup', NULL, 'bob', NULL, '{"after":{"username":"bob","display_name":"","email":"","roles":[],"enabled":true,"locked":false,"password":"(hidden)"}}', 1);
INSERT INTO public.audit_event VALUES ('01M8AG0T2YTH2668ZNK93RMFAJ', 1795648677982936, 'user.created', NULL, 'system:setup', NULL, 'carol', NULL, '{"after":{"username":"carol","display_name":"","email":"","roles":[],"enabled":true,"locked":false,"password":"(hidden)"}}', 1);
INSERT INTO public.audit_event VALUES ('01M8AG0TQY0M5NCNDP4PF98MK6', 1795648678654071, 'user.created', NULL, 'system:setup', NULL, 'dave', NULL, '{"after":{"username":"dave","display_name":"","email":"","roles":[],"enabled":true,"locked":false,"password":"(hidden)"}}', 1);
INSERT INTO public.audit_event VALUES ('01M8AG0WJ7CW418N1W1VDWEPA3', 1795648680519043, 'client.created', NULL, 'system:setup', 'orders', NULL, NULL, '{"after":{"client_id":"orders","type":"confidential","name":"","description":"","enabled":true,"grants":[],"scopes":[],"default_scopes":[],"user_access":"nobody","user_groups":[],"owner":"","acts_for_owner":false,"allow_client_secret_post":true,"allow_password_grant_for_public_client":false,"may_introspect_all":true,"access_token_lifetime":"PT1H","user_access_token_lifetime":"PT1H","refresh_token_lifetime":"PT336H","refresh_token_max_lifetime":"PT2160H","replay_window":"PT0S"}}', 1);
INSERT INTO public.audit_event VALUES ('01M8AG0WRAHHSZ8BZY7VF8QSCC', 1795648680714778, 'client.secret_added', NULL, 'system:setup', 'orders', NULL, NULL, '{"after":{"label":"default","value":"(hidden)"}}', 1);
INSERT INTO public.audit_event VALUES ('01M8AG0YFE3R6N83V0H5Y91QT8', 1795648682478482, 'client.created', NULL, 'system:setup', 'shop', NULL, NULL, '{"after":{"client_id":"shop","type":"confidential","name":"","description":"","enabled":true,"grants":["client_credentials","password","refresh_token"],"scopes":["orders.read"],"default_scopes":["orders.read"],"user_access":"assigned","user_groups":[],"owner":"","acts_for_owner":false,"allow_client_secret_post":true,"allow_password_grant_for_public_client":false,"may_introspect_all":false,"access_token_lifetime":"PT87600H","user_access_token_lifetime":"PT87600H","refresh_token_lifetime":"PT87600H","refresh_token_max_lifetime":"PT87600H","replay_window":"PT0S"}}', 1);
INSERT INTO public.audit_event VALUES ('01M8AG0YPY3BDVB2Y7JK2EK2S3', 1795648682718478, 'client.secret_added', NULL, 'system:setup', 'shop', NULL, NULL, '{"after":{"label":"default","value":"(hidden)"}}', 1);
INSERT INTO public.audit_event VALUES ('01M8AG0ZTR4X3S9W15KXCK03PY', 1795648683864952, 'client.user_assigned', NULL, 'system:setup', 'shop', 'alice', NULL, NULL, 1);
INSERT INTO public.audit_event VALUES ('01M8AG0ZZH4TTTEJQWHMCEY3ZZ', 1795648684017134, 'client.user_assigned', NULL, 'system:setup', 'shop', 'bob', NULL, NULL, 1);
INSERT INTO public.audit_event VALUES ('01M8AG1032EMT8APAFABMRATEE', 1795648684130313, 'client.user_assigned', NULL, 'system:setup', 'shop', 'carol', NULL, NULL, 1);
INSERT INTO public.audit_event VALUES ('01M8AG10B6SXMKQ4P9FJS9CFXG', 1795648684390036, 'client.user_assigned', NULL, 'system:setup', 'shop', 'dave', NULL, NULL, 1);
INSERT INTO public.audit_event VALUES ('01M8AG121A6JN1K6TX6968R0PF', 1795648686122267, 'client.created', NULL, 'system:setup', 'closed', NULL, NULL, '{"after":{"client_id":"closed","type":"confidential","name":"","description":"","enabled":true,"grants":["client_credentials"],"scopes":[],"default_scopes":[],"user_access":"assigned","user_groups":[],"owner":"","acts_for_owner":false,"allow_client_secret_post":true,"allow_password_grant_for_public_client":false,"may_introspect_all":false,"access_token_lifetime":"PT87600H","user_access_token_lifetime":"PT1H","refresh_token_lifetime":"PT336H","refresh_token_max_lifetime":"PT2160H","replay_window":"PT0S"}}', 1);
INSERT INTO public.audit_event VALUES ('01M8AG12AP6ANEJTJR4XX84ACE', 1795648686422153, 'client.secret_added', NULL, 'system:setup', 'closed', NULL, NULL, '{"after":{"label":"default","value":"(hidden)"}}', 1);
INSERT INTO public.audit_event VALUES ('01M8AG131F71DEJ6QP918CX4Q3', 1795648687151107, 'scope.changed', NULL, 'system:setup', NULL, NULL, NULL, '{"before":{"resource_servers":[]},"after":{"resource_servers":["orders"]}}', 1);
INSERT INTO public.audit_event VALUES ('01M8AG131FGP0T38H3X27CZJ4C', 1795648687151857, 'import.applied', NULL, 'system:setup', NULL, NULL, NULL, '{"scopes":1,"users":4,"clients":3}', 1);
INSERT INTO public.audit_event VALUES ('01M8AG2D1EG4JMK9CE5G73957T', 1795648730158118, 'client_token.issued', NULL, NULL, 'shop', NULL, '127.0.0.1', 'default', 2);
INSERT INTO public.audit_event VALUES ('01M8AG2FAZT6EH4GA8P4CE3WMM', 1795648732511010, 'token.revoked', NULL, NULL, 'shop', NULL, '127.0.0.1', 'access token', 1);
INSERT INTO public.audit_event VALUES ('01M8AG2GRHVE7TXKXAB0C2737Z', 1795648733969857, 'client_token.issued', NULL, NULL, 'closed', NULL, '127.0.0.1', 'default', 1);
INSERT INTO public.audit_event VALUES ('01M8AG2N7E2Z9XFQR3E2Q7ASF2', 1795648738542232, 'user_token.issued', NULL, NULL, 'shop', 'alice', '127.0.0.1', 'grant=password scope=orders.read', 1);
INSERT INTO public.audit_event VALUES ('01M8AG2QY4N06AVA8VMDFQAR4A', 1795648741316357, 'user_token.issued', NULL, NULL, 'shop', 'alice', '127.0.0.1', 'grant=password scope=orders.read', 1);
INSERT INTO public.audit_event VALUES ('01M8AG2STA6R89BWRXFJJVGKH5', 1795648743242410, 'token.refreshed', NULL, NULL, 'shop', 'alice', '127.0.0.1', 'grant=password scope=orders.read', 1);
INSERT INTO public.audit_event VALUES ('01M8AG2W1BC8TWM5BSXQ7PRZXV', 1795648745515535, 'user_token.issued', NULL, NULL, 'shop', 'alice', '127.0.0.1', 'grant=password scope=orders.read', 1);
INSERT INTO public.audit_event VALUES ('01M8AG2XNCCTAQ8PHE5V62SPWA', 1795648747180060, 'family.revoked', NULL, NULL, 'shop', NULL, '127.0.0.1', 'revoked by its client', 1);
INSERT INTO public.audit_event VALUES ('01M8AG2Z7BKY836RV60FPKVWCN', 1795648748779427, 'user_token.issued', NULL, NULL, 'shop', 'dave', '127.0.0.1', 'grant=password scope=orders.read', 1);
INSERT INTO public.audit_event VALUES ('01M8AG30Q4EW90D88J4B16FR07', 1795648750308299, 'token.refreshed', NULL, NULL, 'shop', 'dave', '127.0.0.1', 'grant=password scope=orders.read', 1);
INSERT INTO public.audit_event VALUES ('01M8AG31Q5Z5DG625A16P9TG2E', 1795648751333198, 'user_token.issued', NULL, NULL, 'shop', 'bob', '127.0.0.1', 'grant=password scope=orders.read', 1);
INSERT INTO public.audit_event VALUES ('01M8AG331CX1CV65279HJ9TF6E', 1795648752684520, 'user_token.issued', NULL, NULL, 'shop', 'carol', '127.0.0.1', 'grant=password scope=orders.read', 1);
INSERT INTO public.audit_event VALUES ('01M8AG33V8DRN080W4J3S0W2CS', 1795648753512200, 'token.refused', 'password_wrong', NULL, 'shop', 'alice', '127.0.0.1', NULL, 1);
INSERT INTO public.audit_event VALUES ('01M8AG34KWKF0Q9VKN11QCZ830', 1795648754300647, 'token.refused', 'password_wrong', NULL, 'shop', 'alice', '127.0.0.1', NULL, 1);
INSERT INTO public.audit_event VALUES ('01M8AG35BAS1404EKP9G5VK11V', 1795648755050966, 'token.refused', 'password_wrong', NULL, 'shop', 'alice', '127.0.0.1', NULL, 1);
INSERT INTO public.audit_event VALUES ('01M8AG35THBBV8PQTBH6W0K0ZC', 1795648755537626, 'token.refused', 'secret_wrong', NULL, 'orders', NULL, '127.0.0.1', NULL, 1);
INSERT INTO public.audit_event VALUES ('01M8AG36DZM107VVN03T3MPCDX', 1795648756159601, 'token.refused', 'secret_wrong', NULL, 'orders', NULL, '127.0.0.1', NULL, 1);
INSERT INTO public.audit_event VALUES ('01M8AG36KRVQ3S7AX80ACWGJ3N', 1795648756344451, 'token.refused', 'secret_wrong', NULL, 'orders', NULL, '127.0.0.1', NULL, 1);
INSERT INTO public.audit_event VALUES ('01M8AG51K4PGVYGH9SPV17NH07', 1795648816740366, 'user.changed', NULL, 'system:setup', NULL, 'bob', NULL, '{"before":{"enabled":true},"after":{"enabled":false}}', 1);
INSERT INTO public.audit_event VALUES ('01M8AG54YDQ305P18FF9525YY9', 1795648820173654, 'client.user_unassigned', NULL, 'system:setup', 'shop', 'carol', NULL, NULL, 1);
INSERT INTO public.audit_event VALUES ('01M8AG55DE5EJX03KGC28RGKDA', 1795648820654925, 'client.changed', NULL, 'system:setup', 'closed', NULL, NULL, '{"before":{"enabled":true},"after":{"enabled":false}}', 1);
INSERT INTO public.audit_event VALUES ('01M8AG55DFDACF3JKS4874BSBS', 1795648820655614, 'import.applied', NULL, 'system:setup', NULL, NULL, NULL, '{"scopes":0,"users":1,"clients":2}', 1);
INSERT INTO public.audit_event VALUES ('01M8AGG60STF1YMJ2AR9ZZZBCM', 1795649181721562, 'client.user_assigned', NULL, 'system:setup', 'shop', 'carol', NULL, NULL, 1);
INSERT INTO public.audit_event VALUES ('01M8AGG64T801R91GE0RR5ZKSH', 1795649181850859, 'import.applied', NULL, 'system:setup', NULL, NULL, NULL, '{"scopes":0,"users":1,"clients":1}', 1);
INSERT INTO public.audit_event VALUES ('01M8AGG98QXM3BJC7YFRJRYQT4', 1795649185047192, 'resource.refused', 'token_unknown', NULL, NULL, NULL, '127.0.0.1', NULL, 1);
INSERT INTO public.audit_event VALUES ('01M8AGG9CNCMBV3SPBRFGDMTWK', 1795649185173290, 'resource.refused', 'client_disabled', NULL, NULL, NULL, '127.0.0.1', NULL, 1);
INSERT INTO public.audit_event VALUES ('01M8AGG9P8Y8584G7V8QYGJC16', 1795649185480462, 'resource.refused', 'token_unknown', NULL, NULL, NULL, '127.0.0.1', NULL, 1);
INSERT INTO public.audit_event VALUES ('01M8AGG9RHAPKN38XKGWPCM6B3', 1795649185553187, 'resource.refused', 'user_disabled', NULL, NULL, NULL, '127.0.0.1', NULL, 1);
INSERT INTO public.audit_event VALUES ('01M8AGG9RZ25VAXKGKK1VAXT12', 1795649185567402, 'resource.refused', 'epoch_passed', NULL, NULL, NULL, '127.0.0.1', NULL, 1);
INSERT INTO public.client VALUES (1, 'orders', '', '', 'confidential', true, 'nobody', NULL, false, true, false, true, 3600, 3600, 1209600, 7776000, 0, 1795648679460156, 1795648679460156, 1795648680555726, 1);
INSERT INTO public.client VALUES (2, 'shop', '', '', 'confidential', true, 'assigned', NULL, false, true, false, false, 315360000, 315360000, 315360000, 315360000, 0, 1795648681989014, 1795648681989014, 1795648682570272, 1);
INSERT INTO public.client VALUES (3, 'closed', '', '', 'confidential', false, 'assigned', NULL, false, true, false, false, 315360000, 3600, 1209600, 7776000, 0, 1795648686000262, 1795648686000261, 1795648820645048, 2);
INSERT INTO public.client_grant VALUES (2, 'refresh_token');
INSERT INTO public.client_grant VALUES (2, 'password');
INSERT INTO public.client_grant VALUES (2, 'client_credentials');
INSERT INTO public.client_grant VALUES (3, 'client_credentials');
INSERT INTO public.client_scope VALUES (2, 'orders.read', true);
INSERT INTO public.client_secret VALUES (1, 1, 'default', 'kpWJKgrXSyEOFp-Na1tyaAMIz0aK1QRV8Yvxst1sTLA', false, NULL, 1795648680555726);
INSERT INTO public.client_secret VALUES (2, 2, 'default', 'yH57HPIHry2rn-2CKsLf1WAW8bmsOZ-TpQhN7gFYzoI', false, NULL, 1795648682570272);
INSERT INTO public.client_secret VALUES (3, 3, 'default', 'ed4Wo0edgxF4hhWVKoNAlwBp_qGMM6CSJNmEmwoktTA', false, NULL, 1795648686122931);
INSERT INTO public.client_user VALUES (2, 1, true, 0, 0);
INSERT INTO public.client_user VALUES (2, 2, true, 0, 0);
INSERT INTO public.client_user VALUES (2, 4, true, 0, 0);
INSERT INTO public.client_user VALUES (2, 3, true, 1, 2);
INSERT INTO public.flyway_schema_history VALUES (1, '1', 'clients users scopes and access tokens', 'SQL', 'V1__clients_users_scopes_and_access_tokens.sql', -360567772, 'postern', '2026-11-25 23:17:24.544615', 795, true);
INSERT INTO public.flyway_schema_history VALUES (2, '2', 'token families and throttling', 'SQL', 'V2__token_families_and_throttling.sql', 785183888, 'postern', '2026-11-25 23:17:26.309553', 183, true);
INSERT INTO public.flyway_schema_history VALUES (3, '3', 'purge lease', 'SQL', 'V3__purge_lease.sql', -1302185414, 'postern', '2026-11-25 23:17:26.844909', 403, true);
INSERT INTO public.lease VALUES ('setup', NULL, 0);
INSERT INTO public.lease VALUES ('purge', 'aafd741d-f5b2-4dff-bac8-cc8d01636741', 1795649422496131);
INSERT INTO public.login_throttle VALUES ('VzsYkmXNbZzpwuxyTpvtMX9eLl0E6J3UEYbUhoMo4Oc', 0, 0, 1795649647805572, 1795648748458653, 1798240748458653);
INSERT INTO public.login_throttle VALUES ('w9W58HUA-D_57eV3BtrBDEpLwPfZlpJfwXldNhq_xmg', 0, 0, 1795649650742807, 1795648751143248, 1798240751143248);
INSERT INTO public.login_throttle VALUES ('Bn-DjXrmvntYf1mGdbJn7sngQ2v_SGb1RxszSVibi5g', 0, 0, 1795649651712971, 1795648752399997, 1798240752399997);
INSERT INTO public.login_throttle VALUES ('SCwVZOmsWDUiPfwsJi_T-FPsFUOTDR318SpX-ZTlONk', 3, 0, 1795649635411174, 1795648745124933, 1798240745124933);
INSERT INTO public.refresh_token VALUES ('L4SE4eSWHMCKymJE9FZfiCTL2ixRRPUZByKI1ocjHl0', '0_BXeFcogsYSJP-9ODksvw', 0, NULL, 2111008738394091, 'sCmxKeJteodplI1PSZfLgjYGtqOgH4rlIAZjCliVvRs', 'orders.read');
INSERT INTO public.refresh_token VALUES ('1r7-K-eKuSaL9cBAmeSEXtgwWnx9f59bm6j5yQL3xhY', 'uNmSx2prELfyPQlGFM4Hkg', 0, 1795648742770882, 2111008741021154, 'ATV7p5o-9yaph_eQ9D2nw-KfwuB-Plzg0UVZhKojJbE', 'orders.read');
INSERT INTO public.refresh_token VALUES ('U_x0aksEzVd4xlVe6OI8BkZGdmL2jp2uOnO84cuqf88', 'uNmSx2prELfyPQlGFM4Hkg', 1, NULL, 2111008741021154, 'GFbtTrTfIk6TfMdD2HkmbZpiXm8qGDvK7pdoSL_rTdY', 'orders.read');
INSERT INTO public.refresh_token VALUES ('MowcylYAQrv12tMiGLuwJoGaPGwtHtlXEr0cpYHNKMY', 'G--mK7rthng3bpfAeOwCOQ', 0, 1795648750012894, 2111008748726136, 'fCWjX73l8z7girGjgfQ96NNFolXzlqRBdJCrWTOHvKk', 'orders.read');
INSERT INTO public.refresh_token VALUES ('0SeU9Ffq9Dw7kXeXYVtb4NBVyfOKf7eBMc5VsmD98MQ', 'G--mK7rthng3bpfAeOwCOQ', 1, NULL, 2111008748726136, 'dK_jJpyYRoTaUD8SEVzCl36B7fmyaqngMk7Gqmpp-oA', 'orders.read');
INSERT INTO public.refresh_token VALUES ('48ztNts3ivjvRvjBnTbLOFAHqpYwsqG5qhUtj81fOWY', 'zH4PTB6aWXzk24Mhd2Vuog', 0, NULL, 2111008751305529, 'FHrAEZ5MY112R7kN16TUv4xL_PKlErRWSsUOIVxnHf0', 'orders.read');
INSERT INTO public.refresh_token VALUES ('v2g3q4V8-EZSX6p8JdDRFH3S11fSgxybbx4C7qFt65U', '08mVynQUZ37B01SrGQrG7Q', 0, NULL, 2111008752584718, 'MdfaunrOkIGI210BykRrKG4YDwO83f4zfEqTNCDgAcs', 'orders.read');
INSERT INTO public.scope VALUES ('postern.admin', 'Administer everything', true, true, 'administrator', true, 0, 0);
INSERT INTO public.scope VALUES ('postern.admin.read', 'Look at everything an administrator sees', true, true, 'administrator viewer', true, 0, 0);
INSERT INTO public.scope VALUES ('postern.clients', 'Administer the clients one owns', false, true, 'administrator client-owner', true, 0, 0);
INSERT INTO public.scope VALUES ('introspect', 'Introspect tokens with a bearer token', true, false, '', true, 0, 0);
INSERT INTO public.scope VALUES ('client.self', 'Read and change one''s own registration', true, false, '', true, 0, 0);
INSERT INTO public.scope VALUES ('orders.read', 'Read orders', true, true, '', false, 1795648687149867, 1);
INSERT INTO public.scope_resource VALUES ('orders.read', 'orders');
INSERT INTO public.secret_throttle VALUES ('oKmNox9aWfEAo7a-bKTH-vGE14DvK7V0uSVQbdWeeB0', 3, 1795649655536693);
INSERT INTO public.server_key VALUES ('postern.key', '/w6/H+iqcGr8e8dmIuxoEUZHsO9pCAH4UPTzGqTd6Dk=', 1795648659053628);
INSERT INTO public.token_family VALUES ('0_BXeFcogsYSJP-9ODksvw', 2, 1, 'password', 'orders.read', 1795648681989014, 1795648674873940, 0, 0, 0, 1795648738394091, 2111008738394091, 2111008738394091);
INSERT INTO public.token_family VALUES ('uNmSx2prELfyPQlGFM4Hkg', 2, 1, 'password', 'orders.read', 1795648681989014, 1795648674873940, 0, 1, 1, 1795648741021154, 2111008741021154, 2111008741021154);
INSERT INTO public.token_family VALUES ('G--mK7rthng3bpfAeOwCOQ', 2, 4, 'password', 'orders.read', 1795648681989014, 1795648678395675, 0, 1, 1, 1795648748726136, 2111008748726136, 2111008748726136);
INSERT INTO public.token_family VALUES ('zH4PTB6aWXzk24Mhd2Vuog', 2, 2, 'password', 'orders.read', 1795648681989014, 1795648676704608, 0, 0, 0, 1795648751305529, 2111008751305529, 2111008751305529);
INSERT INTO public.token_family VALUES ('08mVynQUZ37B01SrGQrG7Q', 2, 3, 'password', 'orders.read', 1795648681989014, 1795648677752547, 0, 0, 0, 1795648752584718, 2111008752584718, 2111008752584718);
SELECT pg_catalog.setval('public.app_user_seq', 4, true);
SELECT pg_catalog.setval('public.client_secret_seq', 3, true);
SELECT pg_catalog.setval('public.client_seq', 3, true);
ALTER TABLE ONLY public.access_token
    ADD CONSTRAINT access_token_pkey PRIMARY KEY (digest);
ALTER TABLE ONLY public.app_user
    ADD CONSTRAINT app_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.app_user
    ADD CONSTRAINT app_user_subject_key UNIQUE (subject);
ALTER TABLE ONLY public.app_user
    ADD CONSTRAINT app_user_username_key UNIQUE (username);
ALTER TABLE ONLY public.applied_import
    ADD CONSTRAINT applied_import_pkey PRIMARY KEY (digest);
ALTER TABLE ONLY public.audit_event
    ADD CONSTRAINT audit_event_pkey PRIMARY KEY (reference);
ALTER TABLE ONLY public.client
    ADD CONSTRAINT client_client_id_key UNIQUE (client_id);
ALTER TABLE ONLY public.client_grant
    ADD CONSTRAINT client_grant_pkey PRIMARY KEY (client_id, grant_type);
ALTER TABLE ONLY public.client
    ADD CONSTRAINT client_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.client_scope
    ADD CONSTRAINT client_scope_pkey PRIMARY KEY (client_id, scope_name);
ALTER TABLE ONLY public.client_secret
    ADD CONSTRAINT client_secret_client_id_label_key UNIQUE (client_id, label);
ALTER TABLE ONLY public.client_secret
    ADD CONSTRAINT client_secret_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.client_user_group
    ADD CONSTRAINT client_user_group_pkey PRIMARY KEY (client_id, group_name);
ALTER TABLE ONLY public.client_user
    ADD CONSTRAINT client_user_pkey PRIMARY KEY (client_id, user_id);
ALTER TABLE ONLY public.flyway_schema_history
    ADD CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank);
ALTER TABLE ONLY public.lease
    ADD CONSTRAINT lease_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.login_throttle
    ADD CONSTRAINT login_throttle_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.refresh_token
    ADD CONSTRAINT refresh_token_pkey PRIMARY KEY (digest);
ALTER TABLE ONLY public.scope
    ADD CONSTRAINT scope_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.scope_resource
    ADD CONSTRAINT scope_resource_pkey PRIMARY KEY (scope_name, client_id);
ALTER TABLE ONLY public.secret_throttle
    ADD CONSTRAINT secret_throttle_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.server_key
    ADD CONSTRAINT server_key_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.token_family
    ADD CONSTRAINT token_family_pkey PRIMARY KEY (id);
CREATE INDEX access_token_expires ON public.access_token USING btree (expires);
CREATE INDEX access_token_family ON public.access_token USING btree (family_id);
CREATE INDEX audit_event_occurred ON public.audit_event USING btree (occurred);
CREATE INDEX client_grant_grant ON public.client_grant USING btree (grant_type);
CREATE INDEX client_owner ON public.client USING btree (owner_id);
CREATE INDEX client_scope_scope ON public.client_scope USING btree (scope_name);
CREATE INDEX client_user_user ON public.client_user USING btree (user_id);
CREATE INDEX flyway_schema_history_s_idx ON public.flyway_schema_history USING btree (success);
CREATE INDEX login_throttle_expires ON public.login_throttle USING btree (expires);
CREATE INDEX refresh_token_family ON public.refresh_token USING btree (family_id);
CREATE INDEX scope_resource_client ON public.scope_resource USING btree (client_id);
CREATE INDEX secret_throttle_window_ends ON public.secret_throttle USING btree (window_ends);
CREATE INDEX token_family_idle_expires ON public.token_family USING btree (idle_expires);
ALTER TABLE ONLY public.client_grant
    ADD CONSTRAINT client_grant_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.client(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.client
    ADD CONSTRAINT client_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.app_user(id);
ALTER TABLE ONLY public.client_scope
    ADD CONSTRAINT client_scope_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.client(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.client_scope
    ADD CONSTRAINT client_scope_scope_name_fkey FOREIGN KEY (scope_name) REFERENCES public.scope(name);
ALTER TABLE ONLY public.client_secret
    ADD CONSTRAINT client_secret_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.client(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.client_user
    ADD CONSTRAINT client_user_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.client(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.client_user_group
    ADD CONSTRAINT client_user_group_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.client(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.client_user
    ADD CONSTRAINT client_user_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.refresh_token
    ADD CONSTRAINT refresh_token_family_id_fkey FOREIGN KEY (family_id) REFERENCES public.token_family(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.scope_resource
    ADD CONSTRAINT scope_resource_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.client(client_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.scope_resource
    ADD CONSTRAINT scope_resource_scope_name_fkey FOREIGN KEY (scope_name) REFERENCES public.scope(name) ON DELETE CASCADE;
