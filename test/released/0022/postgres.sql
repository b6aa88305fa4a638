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
CREATE TABLE public.access_lists (
    tenant_id bigint NOT NULL,
    ranges text NOT NULL
);
CREATE TABLE public.announcements (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    type_ids text NOT NULL,
    starts_at bigint NOT NULL,
    ends_at bigint,
    problem_ticket_id bigint,
    created_at bigint NOT NULL,
    archived_at bigint,
    version bigint NOT NULL
);
CREATE TABLE public.answered_incidents (
    tenant_id bigint NOT NULL,
    answer_id bigint NOT NULL,
    ticket_id bigint NOT NULL
);
CREATE TABLE public.attachments (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    name text NOT NULL,
    size bigint NOT NULL,
    media_type text NOT NULL,
    sha256 text NOT NULL,
    uploaded_by text NOT NULL,
    created_at bigint NOT NULL,
    ticket_id bigint,
    event_id bigint,
    file text DEFAULT ''::text NOT NULL,
    sealed bytea
);
CREATE TABLE public.batches (
    tenant_id bigint NOT NULL,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL,
    root bytea NOT NULL,
    chain bytea NOT NULL,
    marks bytea NOT NULL,
    sealed_at bigint NOT NULL
);
CREATE TABLE public.canned_responses (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    shortcut text NOT NULL,
    category text NOT NULL,
    owner_id bigint,
    department_id bigint,
    archived_at bigint,
    version bigint NOT NULL
);
CREATE TABLE public.created_days (
    tenant_id bigint NOT NULL,
    day bigint NOT NULL,
    department_id bigint NOT NULL,
    status text NOT NULL,
    tickets bigint NOT NULL,
    responded bigint NOT NULL,
    response_s bigint NOT NULL,
    resolved bigint NOT NULL,
    resolution_s bigint NOT NULL
);
CREATE TABLE public.customer_attributes (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    key text NOT NULL,
    label text NOT NULL,
    kind text NOT NULL,
    choices text NOT NULL,
    sensitive smallint NOT NULL,
    archived_at bigint,
    version bigint NOT NULL
);
CREATE TABLE public.customer_consents (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    purpose text NOT NULL,
    channel text NOT NULL,
    wording text NOT NULL,
    given_at bigint NOT NULL,
    withdrawn_at bigint
);
CREATE TABLE public.customer_contacts (
    tenant_id bigint NOT NULL,
    kind text NOT NULL,
    blind_index text NOT NULL,
    customer_id bigint NOT NULL,
    value bytea NOT NULL,
    added_at bigint NOT NULL
);
CREATE TABLE public.customer_events (
    tenant_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    event_id bigint NOT NULL
);
CREATE TABLE public.customer_merge_items (
    tenant_id bigint NOT NULL,
    merge_id bigint NOT NULL,
    kind text NOT NULL,
    item_id bigint NOT NULL,
    blind_index text NOT NULL
);
CREATE TABLE public.customer_merges (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    from_id bigint NOT NULL,
    into_id bigint NOT NULL,
    merged_at bigint NOT NULL,
    undone_at bigint
);
CREATE TABLE public.customer_secrets (
    tenant_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    field text NOT NULL,
    value bytea NOT NULL,
    blind_index text NOT NULL
);
CREATE TABLE public.customer_suggestions (
    tenant_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    other_id bigint NOT NULL,
    suggested_at bigint NOT NULL
);
CREATE TABLE public.customer_words (
    tenant_id bigint NOT NULL,
    word text NOT NULL,
    customer_id bigint NOT NULL
);
CREATE TABLE public.customers (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    name text NOT NULL,
    created_at bigint NOT NULL,
    version bigint NOT NULL,
    organization_id bigint,
    vip bigint DEFAULT 0 NOT NULL,
    care text DEFAULT '[]'::text NOT NULL,
    fields text DEFAULT '{}'::text NOT NULL,
    created_by bigint,
    merged_into bigint,
    erased_at bigint
);
CREATE TABLE public.deleted_tickets (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    number text NOT NULL,
    subject text NOT NULL,
    description text NOT NULL,
    type_id bigint NOT NULL,
    status text NOT NULL,
    status_category text NOT NULL,
    priority text NOT NULL,
    channel text NOT NULL,
    department_id bigint,
    assignee_id bigint,
    requester_id bigint NOT NULL,
    created_by bigint,
    tags text NOT NULL,
    fields text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    first_responded_at bigint,
    resolved_at bigint,
    closed_at bigint,
    first_response_due_at bigint NOT NULL,
    resolution_due_at bigint NOT NULL,
    next_due_at bigint NOT NULL,
    opened_department_id bigint,
    sealed bytea,
    form_version bigint NOT NULL,
    promised_at bigint,
    nudges bigint NOT NULL,
    nudged_at bigint,
    deleted_at bigint NOT NULL,
    deleted_by bigint,
    delete_reason text NOT NULL,
    snoozed_until bigint
);
CREATE TABLE public.department_members (
    tenant_id bigint NOT NULL,
    user_id bigint NOT NULL,
    department_id bigint NOT NULL
);
CREATE TABLE public.departments (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    name text NOT NULL,
    parent_id bigint,
    lead_id bigint,
    archived_at bigint,
    version bigint NOT NULL,
    routing text DEFAULT 'queue'::text NOT NULL
);
CREATE TABLE public.events (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    ticket_id bigint,
    at bigint NOT NULL,
    actor_kind text NOT NULL,
    actor_id bigint,
    kind text NOT NULL,
    visibility text NOT NULL,
    state text,
    content text,
    salt bytea,
    content_hash bytea NOT NULL,
    seq bigint,
    request_id text
);
CREATE TABLE public.form_fields (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    key text NOT NULL,
    kind text NOT NULL,
    filterable smallint NOT NULL
);
CREATE TABLE public.forms (
    tenant_id bigint NOT NULL,
    type_id bigint NOT NULL,
    version bigint NOT NULL,
    fields text NOT NULL,
    made_at bigint NOT NULL
);
CREATE TABLE public.handovers (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    given_by bigint,
    from_department_id bigint,
    from_assignee_id bigint,
    to_department_id bigint,
    to_assignee_id bigint,
    state text NOT NULL,
    given_at bigint NOT NULL,
    settled_at bigint,
    settled_by bigint
);
CREATE TABLE public.held_messages (
    tenant_id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    event_id bigint NOT NULL,
    author_id bigint NOT NULL,
    then_status text,
    stopped_at bigint,
    released_at bigint
);
CREATE TABLE public.idempotency_keys (
    tenant_id bigint NOT NULL,
    scope text NOT NULL,
    idempotency_key text NOT NULL,
    status bigint NOT NULL,
    etag text NOT NULL,
    created_at bigint NOT NULL,
    sealed bytea NOT NULL
);
CREATE TABLE public.incident_answers (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    problem_id bigint NOT NULL,
    scope text NOT NULL,
    request_hash text NOT NULL,
    outcome text,
    created_at bigint NOT NULL
);
CREATE TABLE public.key_rotations (
    tenant_id bigint NOT NULL,
    place bigint NOT NULL,
    "position" text NOT NULL,
    began_at bigint NOT NULL
);
CREATE TABLE public.known_addresses (
    tenant_id bigint NOT NULL,
    address_hash text NOT NULL,
    user_id bigint NOT NULL,
    last_at bigint NOT NULL
);
CREATE TABLE public.leases (
    tenant_id bigint NOT NULL,
    name text NOT NULL,
    holder text NOT NULL,
    until_at bigint NOT NULL
);
CREATE TABLE public.master_keys (
    fingerprint text NOT NULL,
    created_at bigint NOT NULL
);
CREATE TABLE public.nodes (
    node_id bigint NOT NULL,
    holder text NOT NULL,
    until_at bigint NOT NULL,
    high_water bigint NOT NULL
);
CREATE TABLE public.number_patterns (
    tenant_id bigint NOT NULL,
    pattern text NOT NULL
);
CREATE TABLE public.organizations (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    note text NOT NULL,
    archived_at bigint,
    created_at bigint NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE public.portal_proofs (
    tenant_id bigint NOT NULL,
    salt text NOT NULL,
    expires_at bigint NOT NULL
);
CREATE TABLE public.presence_choices (
    tenant_id bigint NOT NULL,
    user_id bigint NOT NULL,
    state text NOT NULL,
    at bigint NOT NULL
);
CREATE TABLE public.presence_connections (
    tenant_id bigint NOT NULL,
    user_id bigint NOT NULL,
    holder text NOT NULL,
    until_at bigint NOT NULL
);
CREATE TABLE public.rating_questions (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    text text NOT NULL,
    type_id bigint,
    "position" bigint NOT NULL,
    archived_at bigint,
    version bigint NOT NULL
);
CREATE TABLE public.reader_cursors (
    tenant_id bigint NOT NULL,
    reader text NOT NULL,
    seq bigint NOT NULL
);
CREATE TABLE public.recovery_codes (
    tenant_id bigint NOT NULL,
    user_id bigint NOT NULL,
    code_hash text NOT NULL
);
CREATE TABLE public.reminders (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    kind text NOT NULL,
    ticket_id bigint NOT NULL,
    user_id bigint,
    department_id bigint,
    due_at bigint NOT NULL,
    note bytea NOT NULL,
    created_by bigint NOT NULL,
    created_at bigint NOT NULL,
    reminded_at bigint,
    ended_at bigint,
    ended_by bigint,
    result bytea
);
CREATE TABLE public.resolved_days (
    tenant_id bigint NOT NULL,
    day bigint NOT NULL,
    department_id bigint NOT NULL,
    tickets bigint NOT NULL
);
CREATE TABLE public.roles (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    name text NOT NULL,
    permissions text NOT NULL,
    archived_at bigint,
    version bigint DEFAULT 1 NOT NULL
);
CREATE TABLE public.schema_migrations (
    number bigint NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at bigint NOT NULL
);
CREATE TABLE public.sessions (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    token_hash text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    remote_address text NOT NULL,
    user_agent text NOT NULL,
    used_at bigint
);
CREATE TABLE public.sightings (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    seen_kind text NOT NULL,
    seen_id bigint NOT NULL,
    user_id bigint NOT NULL,
    at bigint NOT NULL,
    purpose bytea
);
CREATE TABLE public.sla_targets (
    tenant_id bigint NOT NULL,
    priority text NOT NULL,
    first_response_s bigint NOT NULL,
    resolution_s bigint NOT NULL
);
CREATE TABLE public.stages (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    status text NOT NULL,
    department_id bigint,
    assignee_id bigint,
    entered_at bigint NOT NULL,
    left_at bigint
);
CREATE TABLE public.statuses (
    tenant_id bigint NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    category text NOT NULL,
    is_default smallint NOT NULL,
    "position" bigint NOT NULL,
    type_id bigint,
    comment_required smallint DEFAULT 0 NOT NULL,
    moves text DEFAULT '[]'::text NOT NULL,
    archived_at bigint,
    version bigint DEFAULT 1 NOT NULL,
    portal_title text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.tag_renamings (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    old_name text NOT NULL,
    new_name text NOT NULL,
    ordered_by bigint
);
CREATE TABLE public.tags (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    name text NOT NULL,
    colour text NOT NULL,
    description text NOT NULL,
    archived_at bigint,
    version bigint NOT NULL
);
CREATE TABLE public.tenant_hosts (
    host text NOT NULL,
    tenant_id bigint NOT NULL
);
CREATE TABLE public.tenant_keys (
    tenant_id bigint NOT NULL,
    key_id bigint NOT NULL,
    purpose text NOT NULL,
    wrapped bytea NOT NULL,
    created_at bigint NOT NULL,
    retired_at bigint
);
CREATE TABLE public.tenants (
    tenant_id bigint NOT NULL,
    name text NOT NULL,
    created_at bigint NOT NULL,
    zone text DEFAULT 'Asia/Shanghai'::text NOT NULL,
    reopen_days bigint DEFAULT 7 NOT NULL,
    nudge_minutes bigint DEFAULT 30 NOT NULL
);
CREATE TABLE public.ticket_counts (
    tenant_id bigint NOT NULL,
    status text NOT NULL,
    department_id bigint NOT NULL,
    assignee_id bigint NOT NULL,
    type_id bigint NOT NULL,
    priority text NOT NULL,
    tickets bigint NOT NULL
);
CREATE TABLE public.ticket_drafts (
    tenant_id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    user_id bigint NOT NULL,
    body bytea NOT NULL,
    visibility text NOT NULL,
    updated_at bigint NOT NULL,
    mentions text DEFAULT '[]'::text NOT NULL,
    attachment_ids text DEFAULT '[]'::text NOT NULL,
    then_status text
);
CREATE TABLE public.ticket_facts (
    tenant_id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    created_day bigint NOT NULL,
    department_id bigint NOT NULL,
    assignee_id bigint NOT NULL,
    type_id bigint NOT NULL,
    priority text NOT NULL,
    status text NOT NULL,
    first_response_s bigint,
    resolved_day bigint,
    resolution_s bigint
);
CREATE TABLE public.ticket_field_index (
    tenant_id bigint NOT NULL,
    field_id bigint NOT NULL,
    value text NOT NULL,
    ticket_id bigint NOT NULL
);
CREATE TABLE public.ticket_links (
    tenant_id bigint NOT NULL,
    from_id bigint NOT NULL,
    to_id bigint NOT NULL,
    kind text NOT NULL,
    created_by bigint,
    created_at bigint NOT NULL
);
CREATE TABLE public.ticket_merges (
    tenant_id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    into_id bigint NOT NULL,
    merged_by bigint,
    merged_at bigint NOT NULL,
    status text NOT NULL,
    resolved_at bigint,
    closed_at bigint
);
CREATE TABLE public.ticket_participants (
    tenant_id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    user_id bigint NOT NULL,
    part text NOT NULL
);
CREATE TABLE public.ticket_ratings (
    tenant_id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    score bigint NOT NULL,
    answers text NOT NULL,
    said bytea NOT NULL,
    rated_at bigint NOT NULL,
    changed_at bigint NOT NULL
);
CREATE TABLE public.ticket_requests (
    tenant_id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    event_id bigint NOT NULL,
    asked_by bigint NOT NULL,
    asked_at bigint NOT NULL,
    answered_at bigint
);
CREATE TABLE public.ticket_secrets (
    tenant_id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    field_id bigint NOT NULL,
    value bytea NOT NULL
);
CREATE TABLE public.ticket_sequences (
    tenant_id bigint NOT NULL,
    prefix text NOT NULL,
    next bigint NOT NULL
);
CREATE TABLE public.ticket_tags (
    tenant_id bigint NOT NULL,
    tag text NOT NULL,
    ticket_id bigint NOT NULL
);
CREATE TABLE public.ticket_templates (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    type_id bigint NOT NULL,
    name text NOT NULL,
    subject text NOT NULL,
    description text NOT NULL,
    tags text NOT NULL,
    fields text NOT NULL,
    priority text,
    version bigint NOT NULL
);
CREATE TABLE public.tickets (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    number text NOT NULL,
    subject text NOT NULL,
    description text NOT NULL,
    type_id bigint NOT NULL,
    status text NOT NULL,
    status_category text NOT NULL,
    priority text NOT NULL,
    channel text NOT NULL,
    department_id bigint,
    assignee_id bigint,
    requester_id bigint NOT NULL,
    created_by bigint,
    tags text NOT NULL,
    fields text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    first_responded_at bigint,
    resolved_at bigint,
    closed_at bigint,
    first_response_due_at bigint NOT NULL,
    resolution_due_at bigint NOT NULL,
    next_due_at bigint NOT NULL,
    opened_department_id bigint,
    sealed bytea,
    form_version bigint DEFAULT 0 NOT NULL,
    promised_at bigint,
    nudges bigint DEFAULT 0 NOT NULL,
    nudged_at bigint,
    snoozed_until bigint
);
CREATE TABLE public.timers (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    kind text NOT NULL,
    ticket_id bigint NOT NULL,
    subject_id bigint,
    due_at bigint NOT NULL,
    failures bigint NOT NULL
);
CREATE TABLE public.tokens (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    name text NOT NULL,
    token_hash text NOT NULL,
    scopes text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint,
    used_at bigint,
    parent_id bigint,
    allowed_from text DEFAULT '[]'::text NOT NULL
);
CREATE TABLE public.types (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    path text NOT NULL,
    department_id bigint NOT NULL,
    is_public smallint NOT NULL,
    archived_at bigint,
    version bigint NOT NULL,
    priority text DEFAULT 'normal'::text NOT NULL,
    is_sensitive smallint DEFAULT 0 NOT NULL,
    form_version bigint DEFAULT 0 NOT NULL,
    required_skills text DEFAULT '[]'::text NOT NULL,
    number_pattern text,
    priority_labels text DEFAULT '{}'::text NOT NULL,
    effective text DEFAULT '{}'::text NOT NULL
);
CREATE TABLE public.user_credentials (
    tenant_id bigint NOT NULL,
    user_id bigint NOT NULL,
    must_change_password smallint DEFAULT 0 NOT NULL,
    totp_secret bytea,
    totp_confirmed_at bigint,
    totp_last_step bigint DEFAULT 0 NOT NULL
);
CREATE TABLE public.user_roles (
    tenant_id bigint NOT NULL,
    user_id bigint NOT NULL,
    role_id bigint NOT NULL
);
CREATE TABLE public.user_skills (
    tenant_id bigint NOT NULL,
    user_id bigint NOT NULL,
    skill text NOT NULL,
    level smallint NOT NULL,
    expires_at bigint
);
CREATE TABLE public.users (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    login text NOT NULL,
    name text NOT NULL,
    clear_email text,
    password_hash text NOT NULL,
    presence text NOT NULL,
    created_at bigint NOT NULL,
    archived_at bigint,
    version bigint NOT NULL,
    expires_at bigint,
    capacity bigint,
    languages text DEFAULT '[]'::text NOT NULL,
    location text DEFAULT ''::text NOT NULL,
    region text DEFAULT ''::text NOT NULL,
    sealed_email bytea
);
CREATE TABLE public.views (
    tenant_id bigint NOT NULL,
    id bigint NOT NULL,
    name text NOT NULL,
    filter text NOT NULL,
    sort text,
    owner_id bigint,
    department_id bigint,
    "position" bigint NOT NULL,
    archived_at bigint,
    version bigint NOT NULL
);
INSERT INTO public.batches VALUES (1, 1, 8, '\xafb6380ae953f627d4c32d9a823c3334846513c02bcf3de9345b83c31be3a3ed', '\xe71bf456f2a6c1e2bb17a947bcdc11386e93dc287497ddfe70d291be2b7a41e1', '\xeda57c528e552284041f8cdc35768cdbbdef374a1c12eb278ab7913dbbf29b35b1b857ca65bff66dc2bde2b0def65f5dfd3cb4d3f8379d0baba4aef6d1a5811a', 1796008387538244);
INSERT INTO public.batches VALUES (1, 9, 10, '\xee27339a36701f04f0c7edd17783ffa3d20f490e1178d67ae028be859898555f', '\xbeace1335b96574640236e9904527d431062df2f2c7d57f22bcde4b9166f457c', '\x5cd737ea5173944b5bf04e34cc778d04', 1796008388401952);
INSERT INTO public.batches VALUES (1, 11, 11, '\x77491c3aab94f771759b42878eec35713065f54e1274c01d6da115af2677c6af', '\x6f31189bcf47653935430cb91806cb43ec0a4addf43df2394ac7a2d2421fb975', '\x77491c3aab94f771', 1796008388579204);
INSERT INTO public.batches VALUES (1, 12, 14, '\x52ded044f5b3fb0ad3faaacf9ab177f30d5f5e5aa8a1387f45ba13e75441bec8', '\xc5362b5b4151ee91b9bc9052bd110bedafbac820fbbe8b0c0a1d87a0443d866f', '\xf4e7d92dc2504f53d881b8c3875c7ce01250e07da9082c93', 1796008388610640);
INSERT INTO public.batches VALUES (1, 15, 15, '\x69c007527c928bc0f7d7d0cff87e4a2223675ce8008dccc8005d490f8cbb99ea', '\xf63f016154af0e93992347adb3a91819f0ca64c5a765de833def186ec5c51d4c', '\x69c007527c928bc0', 1796008388630103);
INSERT INTO public.batches VALUES (1, 16, 16, '\x8ab760495bed1796231096a585ed36ea1d11a062ab40a87d756552230daa70a9', '\x38c1291d59d11a08c466085e261ba0ddebc8f2f203f2b6f8507d889b38630ea7', '\x8ab760495bed1796', 1796008388642048);
INSERT INTO public.batches VALUES (1, 17, 17, '\xab5e2c9b05b5938c22a320fa8f2347567f26a63561d586a735612d343f2466b0', '\x9b02d7dbc38f4fb50adeea5c6f2060896d47fe5424f8c8a87914b59c7a77804d', '\xab5e2c9b05b5938c', 1796008388657849);
INSERT INTO public.batches VALUES (1, 18, 18, '\x54ac488dd327d39266e904612064b4f6e5514f1737c1eb8a4fb8ccc864006bc6', '\x9dd2de118a95e0890c849b6c6883b886f4af84a131fab41926cedd5e33874d03', '\x54ac488dd327d392', 1796008388677276);
INSERT INTO public.batches VALUES (1, 19, 19, '\xb26b5508dc29ac07f84826752ae5bc7e150807a7000190eb8dc7092b40833280', '\x7e1a77491b3059abc20c7d00a95d4a95d90fc9c8a0f64e12cf339946674dec1c', '\xb26b5508dc29ac07', 1796008388721289);
INSERT INTO public.batches VALUES (1, 20, 20, '\x3c42b76e82f33806f4f85d294365ae659bdaadef26cff4118582616ef9d33176', '\x86a58ea23d103f0d408f8a74d6bf1ab4560f12dd45ddeb8066e7645be969ff60', '\x3c42b76e82f33806', 1796008388741343);
INSERT INTO public.batches VALUES (1, 21, 22, '\x3ec06906fadcaa1591b4c01ead878b172ea57e3b0c14ff857171004ef9f837b9', '\x8360cf8291e31af1a4048f7607684dbd0d3d306d0b6f9ae4e7e38e3ffa8e924b', '\xca4ef76eac5a253f6ffd074cd4a4812c', 1796008388769513);
INSERT INTO public.batches VALUES (1, 23, 23, '\xe3ed27d6abaab3d2a7f6222f862dc9a0f1c74d5d3ac135d7da7faa14214dd94b', '\x0665a79f877c82c7ae4c420c53257840f961cc68064d7f880327e2ce1697f437', '\xe3ed27d6abaab3d2', 1796008388808928);
INSERT INTO public.batches VALUES (1, 24, 25, '\x5ab4e28540aa14d75a040869b9722b69aa391d0a84074db41b8cb9dfd0fd6bb1', '\x648a86284adfe17c09982697362106cec46f8d2bbbcb0141eea51efcafab65b1', '\x6d0c58a5f9813ee3ff40ef2cbc46f6b9', 1796008388840935);
INSERT INTO public.batches VALUES (1, 26, 27, '\x11aa68c38d990f8cd7215e9b52b320c2529e8eae9cf0a3fc84ec302278332e59', '\xbbb00f22e7f02bbceb14ba09249b2a2404a4dd09ddb7c178b0c9abc5578f9f83', '\x6804cf76dfb2e8a8c988ddc2f855c851', 1796008388862217);
INSERT INTO public.batches VALUES (1, 28, 28, '\xc489da5e5fed24d5b2bbb1607b6677ed7655dc36b7c84f002d2aedaafd70d8ed', '\xd56cc62ce34025dc9154313599de60092aa22fe93856de7a00b0a9afb7478199', '\xc489da5e5fed24d5', 1796008388917580);
INSERT INTO public.batches VALUES (1, 29, 30, '\x336fcb390a2b52792fd288291b4f30c77abf5f234611a7b47f3ef911e1b28a7d', '\x08d44fa033ab0b31403471fe1e02fee1168a7baf45e01f24bbc673d8418b9535', '\x5342f45cc2dc8e6d2e897aa9cc3412df', 1796008388937134);
INSERT INTO public.batches VALUES (1, 31, 31, '\x98ecaef2565ea4c1326625f6ed537e59d60d9901e1a9a603189d55a9691f93e6', '\xf7ce6aa8f504a15aa9809a262c3627da028f0c3a7debda91421abdfadceadfc8', '\x98ecaef2565ea4c1', 1796008388947159);
INSERT INTO public.batches VALUES (1, 32, 32, '\x9297123b8a53761aae6cd7d63341ca18a9942640b8a10343a8a580e6ed189e7c', '\x9d2e481b88673fda691b8f8a63ecf890b1ca707f2d56ef2e761668bbe6a05c5e', '\x9297123b8a53761a', 1796008389161520);
INSERT INTO public.batches VALUES (1, 33, 33, '\xc013227315308cb43f68d052aea1df64bcbf9fe3a4c7ede72a3177e1f7774352', '\x88136f49389d7ed5c89e260e916fc8c299aa2595ec2090a20e5acad8c8ebec53', '\xc013227315308cb4', 1796008389171009);
INSERT INTO public.canned_responses VALUES (1, 385629314395144255, '跟进', '我们在跟进', 'gj', '', 385629314395144207, NULL, NULL, 1);
INSERT INTO public.created_days VALUES (1, 20261130, 385629314395144205, 'closed', 1, 0, 0, 1, 0);
INSERT INTO public.created_days VALUES (1, 20261130, 385629314395144205, 'open', 0, 0, 0, 0, 0);
INSERT INTO public.created_days VALUES (1, 20261130, 385629314395144212, 'open', 1, 1, 0, 0, 0);
INSERT INTO public.created_days VALUES (1, 20261130, 385629314395144205, 'new', 1, 0, 0, 0, 0);
INSERT INTO public.created_days VALUES (1, 20261130, 385629314395144205, 'resolved', 1, 0, 0, 1, 0);
INSERT INTO public.customer_contacts VALUES (1, 'phone', 'd947hABkx-kdcXbV4H6lDYPmXsTH_TqrFby5ZKmw59A', 385629314395144226, '\x010000000199b04ddc74d9e52413f841f407617d5bee0e39beef02064f236f84da6d3eea209196b045a76fcbe3f4e3c6866d23ae646ac7eb0ec9', 1796008388632620);
INSERT INTO public.customer_contacts VALUES (1, 'email', 'cJjx34W1rJp2Omli4WxWTP2jj6eowSaXa07b1HeHUKA', 385629314395144226, '\x0100000001d35cb7a9f196b4df020e5f0fd63f585d1a67e336941cae12af3a9fd95f1c989f9b04d881e503904f09b2e987d68ba574baa6fa606778bd', 1796008388632620);
INSERT INTO public.customer_contacts VALUES (1, 'phone', 'Jv6Rq42FCq30EELLvB9ATFBj4zyDYYUKqT6KNbm23Fo', 385629314395144233, '\x0100000001db77018d98d108636227b1657170a7d14994c8466dc9c9221a7ff0ad588fdf85fbb11655874e3a5300d4172be6069c93208f53897b', 1796008388692673);
INSERT INTO public.customer_contacts VALUES (1, 'email', '1GlUEtZtlyLxEy-2tn4l5BqLUtqaS5HFXUxxu84WYHs', 385629314395144237, '\x0100000001e2cdadb8757351f668e9760ca516cdef47477b76b0d2c0be6e1ae9ed4bc672f13734e437a58de739ba64fe1567c4f4d64816e9e74137', 1796008388714618);
INSERT INTO public.customer_words VALUES (1, '韩梅梅', 385629314395144226);
INSERT INTO public.customer_words VALUES (1, '林涛', 385629314395144233);
INSERT INTO public.customer_words VALUES (1, '吴刚', 385629314395144237);
INSERT INTO public.customers VALUES (1, 385629314395144226, '韩梅梅', 1796008388632620, 1, NULL, 0, '[]', '{}', NULL, NULL, NULL);
INSERT INTO public.customers VALUES (1, 385629314395144233, '林涛', 1796008388692673, 1, NULL, 0, '[]', '{}', NULL, NULL, NULL);
INSERT INTO public.customers VALUES (1, 385629314395144237, '吴刚', 1796008388714618, 1, NULL, 0, '[]', '{}', NULL, NULL, NULL);
INSERT INTO public.department_members VALUES (1, 385629314395144207, 385629314395144205);
INSERT INTO public.department_members VALUES (1, 385629314395144214, 385629314395144212);
INSERT INTO public.departments VALUES (1, 385629314395144205, '客服部', NULL, 385629314395144207, NULL, 2, 'queue');
INSERT INTO public.departments VALUES (1, 385629314395144212, '物流部', NULL, NULL, NULL, 1, 'least_load');
INSERT INTO public.events VALUES (1, 385629314395144194, NULL, 1796008387360992, 'system', NULL, 'role_created', 'internal', NULL, '{"data":{"permissions":["tickets.read","tickets.read_all","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","users.manage","settings.manage","audit.read","customers.read_all","customers.edit","customers.merge","customers.reveal","customers.export","customers.erase","tickets.export","tickets.delete"],"role_id":"385629314395144193","name":"管理员"}}', '\xbc5977e7a4cb316649fba6de343bcf1a', '\xeb2cbbe65f0d1eb77d76b3cc1c0cd2d8570b16f8df34ff42efa4a48f7daa12ea', 1, NULL);
INSERT INTO public.events VALUES (1, 385629314395144196, NULL, 1796008387360992, 'system', NULL, 'role_created', 'internal', NULL, '{"data":{"permissions":["tickets.read","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","customers.edit"],"role_id":"385629314395144195","name":"客服"}}', '\x96a85e1e4881adff1f535f4301cd115d', '\x12a6161307fc9d7b164ef2822fe53e42fdb79f92140016c24877eb589d0f9a6d', 2, NULL);
INSERT INTO public.events VALUES (1, 385629314395144198, NULL, 1796008387360992, 'system', NULL, 'role_created', 'internal', NULL, '{"data":{"permissions":["tickets.read","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","customers.edit"],"role_id":"385629314395144197","name":"处理人"}}', '\x6c557a28e0eb45c572ba4279f94d483a', '\xaa3fbbc4dcc3d1d6b56ec225182020fb42604aa34cd81ac674bc12ad5a291b9f', 3, NULL);
INSERT INTO public.events VALUES (1, 385629314395144200, NULL, 1796008387360992, 'system', NULL, 'role_created', 'internal', NULL, '{"data":{"permissions":["tickets.read","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","customers.edit","tickets.export","tickets.delete"],"role_id":"385629314395144199","name":"主管"}}', '\x1b14d7fbd3b2241a974518c17cc60a26', '\xfc3376fb0b090f0457455176f091b2bfc8b2074e431239831376cc6ddc9e5c08', 4, NULL);
INSERT INTO public.events VALUES (1, 385629314395144202, NULL, 1796008387360992, 'system', NULL, 'role_created', 'internal', NULL, '{"data":{"permissions":["tickets.read","tickets.read_all","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","customers.read_all","customers.edit","customers.merge","customers.reveal"],"role_id":"385629314395144201","name":"客服台"}}', '\xbeeb707544f6678756fce526cc8cb4a8', '\x7e41cc9817d23f6a5aabe591be06bc8ec51d5a23600bee48294bc93822d40c9a', 5, NULL);
INSERT INTO public.events VALUES (1, 385629314395144204, NULL, 1796008387360992, 'system', NULL, 'role_created', 'internal', NULL, '{"data":{"permissions":["tickets.read","tickets.read_all","audit.read"],"role_id":"385629314395144203","name":"只读审计"}}', '\xe659134a43af58e515418e6c9de8f45d', '\x3e5f0b0a0c51ee23000a7188163a02bb733c11628979a219e6238ab6f9694588', 6, NULL);
INSERT INTO public.events VALUES (1, 385629314395144206, NULL, 1796008387360992, 'system', NULL, 'department_created', 'internal', NULL, '{"data":{"name":"客服部","parent_id":null,"lead_id":null,"routing":"queue","department_id":"385629314395144205"}}', '\xbc9ba43a535a369f3e2b31efece1c115', '\xa76a43f33623b26507ebc7f75533bf81fcef20b9f6ca975ed9d38dc755bb7965', 7, NULL);
INSERT INTO public.events VALUES (1, 385629314395144208, NULL, 1796008387360992, 'system', NULL, 'user_created', 'internal', NULL, '{"data":{"name":"管理员","roles":["管理员"],"department_ids":["385629314395144205"],"user_id":"385629314395144207","login":"admin"}}', '\x06b673027eb75069e2f3360b71badc41', '\x47a3aba6bbc215392cda20833ec7809d3e084699944bcb4ba3a7dc0148fdf21a', 8, NULL);
INSERT INTO public.events VALUES (1, 385629314395144211, NULL, 1796008387820683, 'agent', 385629314395144207, 'signed_in', 'internal', NULL, '{"data":{"session_id":"385629314395144210","remote_address":"127.0.0.1"}}', '\x948274790157b2f6dc40b30b025b46d1', '\x3357e13da48f1a237eed4e8748ad40bb874920bac33f01d54f28bce29b89b36e', 9, 'e920dcd29f44dee3');
INSERT INTO public.events VALUES (1, 385629314395144213, NULL, 1796008388384456, 'agent', 385629314395144207, 'department_created', 'internal', NULL, '{"data":{"name":"物流部","parent_id":null,"lead_id":null,"routing":"least_load","department_id":"385629314395144212"}}', '\x5189d3844e383d0260b58cc2df818d5d', '\x3d6659dbad4705d17cba9a44305c13815bdc803632756de1bed0b650cef89c58', 10, '8dc4f4f3246243f6');
INSERT INTO public.events VALUES (1, 385629314395144215, NULL, 1796008388400536, 'agent', 385629314395144207, 'user_created', 'internal', NULL, '{"data":{"name":"李雷","roles":["处理人"],"department_ids":["385629314395144212"],"user_id":"385629314395144214","login":"lilei"}}', '\x4fdf3729a89359702d66bde9628bc4a2', '\x0d5828f6a345ddb7c70b2728f006fc6c0ed35ca9dacc3b111c5258d47f7cc681', 11, '357b68e5b86a534c');
INSERT INTO public.events VALUES (1, 385629314395144217, NULL, 1796008388552557, 'agent', 385629314395144207, 'type_created', 'internal', NULL, '{"data":{"path":"售后","department_id":"385629314395144205","priority":"normal","is_public":false,"is_sensitive":false,"required_skills":[],"number_pattern":null,"priority_labels":{"low":null,"normal":null,"high":null,"urgent":null},"type_id":"385629314395144216"}}', '\xfa4d16ddf6d20adcc04d830a5e201068', '\x28c33b1dfced77c63500e962b6f68a2b6469f26de1c0c36f1ad9c4ffdd51e5ef', 12, '008e257daf3ebcee');
INSERT INTO public.events VALUES (1, 385629314395144219, NULL, 1796008388552557, 'agent', 385629314395144207, 'type_created', 'internal', NULL, '{"data":{"path":"售后/维修","department_id":"385629314395144205","priority":"normal","is_public":true,"is_sensitive":false,"required_skills":[],"number_pattern":null,"priority_labels":{"low":null,"normal":null,"high":null,"urgent":null},"type_id":"385629314395144218"}}', '\xe427677bc9d6f61fa470a8d0dbfe2173', '\x3c5fd71708cb3c24ed75e91e64aa3837d9a8983b1339d8c33a38e1dbdf37c154', 13, '008e257daf3ebcee');
INSERT INTO public.events VALUES (1, 385629314395144221, NULL, 1796008388593734, 'agent', 385629314395144207, 'type_changed', 'internal', NULL, '{"data":{"field":"fields.serial","before":null,"after":{"label":"序列号","help":"","options":[],"default_value":null,"required":false,"required_if":null,"shown_if":null,"read_only":false,"read_only_if":null,"agents_only":false,"position":0,"id":"385629314395144220","type_id":"385629314395144218","key":"serial","kind":"text","filterable":true,"archived":false},"type_id":"385629314395144218","path":"售后/维修"}}', '\xc086fbf9d7cf9dd6183e907bfc4b4d9d', '\xe91c24ac6a98f99418fc16c8e7cbb3a771de233270606a4804d170dfb3f6d562', 14, '977d3a77d7645238');
INSERT INTO public.events VALUES (1, 385629314395144223, NULL, 1796008388611332, 'agent', 385629314395144207, 'type_created', 'internal', NULL, '{"data":{"path":"病历","department_id":"385629314395144205","priority":"normal","is_public":false,"is_sensitive":true,"required_skills":[],"number_pattern":null,"priority_labels":{"low":null,"normal":null,"high":null,"urgent":null},"type_id":"385629314395144222"}}', '\x2d73685c2144ef87eb6059d38bef429a', '\x58005c1ba1c93050223bad160f50a3ca298ba0142badf0f8aa749b4f4808c234', 15, '6a5bc8d89577eae6');
INSERT INTO public.events VALUES (1, 385629314395144225, NULL, 1796008388621041, 'agent', 385629314395144207, 'tag_created', 'internal', NULL, '{"data":{"name":"加急","colour":"#d9480f","description":"","tag_id":"385629314395144224"}}', '\x3c24b34307eb5f112a816ee9b04b03ae', '\xa84636f9a34850c0979f00444293469314b60be6a8c934cd26830674cd65c4e2', 16, '4d71588aa9fab959');
INSERT INTO public.events VALUES (1, 385629314395144229, 385629314395144227, 1796008388632620, 'agent', 385629314395144207, 'ticket_opened', 'public', NULL, '{"body":"周一又不加热了。","data":{"stage":{"from":null,"to":{"status":"new","department_id":"385629314395144205","assignee_id":null}},"number":"GD20261130001","channel":"api","priority":"normal","requester_id":"385629314395144226"}}', '\xa0c7057055c8010e05911f9283e53ad6', '\x1487d1297b4be907413330d13aa5a421eacc26a6778cc81b5586221b0b942c4e', 17, 'ac37465935031afd');
INSERT INTO public.events VALUES (1, 385629314395144232, 385629314395144230, 1796008388648058, 'agent', 385629314395144207, 'ticket_opened', 'public', NULL, '{"body":"同一台。","data":{"stage":{"from":null,"to":{"status":"new","department_id":"385629314395144205","assignee_id":null}},"number":"GD20261130002","channel":"api","priority":"normal","requester_id":"385629314395144226"}}', '\x2abb718e48c345fb53d99b112c43f16c', '\x78ae23d746000f4107afa7a4f8336fd692660a60eac0cee1863640af086a804c', 18, 'b642b7a0690b9a4a');
INSERT INTO public.events VALUES (1, 385629314395144236, 385629314395144234, 1796008388692673, 'agent', 385629314395144207, 'ticket_opened', 'public', NULL, '{"encrypted":"AQAAAAL-N_-GYQqYQeu-g8Oj6zp411-VI0V8nejBRrELRGi7qLC12qN6BgkFEYAoTWsBjpBv3tytEKE7J5zfOrlEDACZeXxCKPVyfcunflhdnts3V2c3jg053uxf9rQ_8cd98OLejvmv-7gRYwX4NjmMxl8DWlQ8II1q0Uz6FTcvvakz2DLMnYFSLS-ZJH_vbm9rc0_mT0ApuhUCXLjCiyAX5Yx3XldWHLytig8hHq8KaPzjP_vPXkgO6qJWKtvZW-jt47bPpSuwOhsbuP8-s7XY7eifQnSYWvx42w33Aq2o7MQEGHVJmDOmrLl9ir8JUkyEjeTCF6QsTwKXGO5s3aICJVK7btJqc78vOg"}', '\x54a53bd7dbe879b1478e505bde29e97a', '\x25c7b230a5523f3c0996622cb921e5c093b2baea679cbbdeec975218e01aa145', 19, 'edad50b5e3bf2def');
INSERT INTO public.events VALUES (1, 385629314395144240, 385629314395144238, 1796008388714618, 'agent', 385629314395144207, 'ticket_opened', 'public', NULL, '{"body":"改一下","data":{"stage":{"from":null,"to":{"status":"new","department_id":"385629314395144205","assignee_id":null}},"number":"GD20261130004","channel":"api","priority":"normal","requester_id":"385629314395144237"}}', '\x7cd5cedcf7e4314a5f7441d6d2e6fade', '\x8e03113e78a7889627e543989c225a63b223fbd010e083e32450130f92e2d38b', 20, '99256efb57178a79');
INSERT INTO public.events VALUES (1, 385629314395144241, 385629314395144227, 1796008388743425, 'agent', 385629314395144207, 'message', 'public', NULL, '{"body":"已约师傅上门"}', '\xe039aacdaec7534576ee24681597b525', '\x1128229875e8918b3b08eb9d1888f93499fe8b7f2a7d444dc7995f1715642675', 21, 'f91656c384334e20');
INSERT INTO public.events VALUES (1, 385629314395144242, 385629314395144227, 1796008388743425, 'agent', 385629314395144207, 'status_changed', 'internal', NULL, '{"data":{"stage":{"from":{"status":"new","department_id":"385629314395144205","assignee_id":null},"to":{"status":"open","department_id":"385629314395144205","assignee_id":null}}}}', '\x9b92a6176dc1f4b55d7626780a10a8f5', '\x5fc8931b45ccceaedc4c3b74bb18162f368301b4f5f7d6dc1f0a6a33d2f56259', 22, 'f91656c384334e20');
INSERT INTO public.events VALUES (1, 385629314395144244, 385629314395144227, 1796008388777451, 'agent', 385629314395144207, 'message', 'internal', NULL, '{"body":"第三次了"}', '\x8f2b7263f45b2058b93eba1b224a51ce', '\x62288e4ff7242ecf074d5716d32d5e41f5f4e40ee4ceffe870e093c977eeaa54', 23, '5c9ee72193829815');
INSERT INTO public.events VALUES (1, 385629314395144250, 385629314395144227, 1796008388863752, 'agent', 385629314395144207, 'transferred', 'internal', NULL, '{"data":{"stage":{"from":{"status":"open","department_id":"385629314395144205","assignee_id":null},"to":{"status":"open","department_id":"385629314395144212","assignee_id":"385629314395144214"}},"note":"请联系"}}', '\xf13ad3fdec54a2ec9e68c19e2461ffb8', '\x51695d232dbc1314b9d4b61237f83814636ecfa5ad4ebbed133190d2cd55ad24', 28, 'c7469bc4b0474705');
INSERT INTO public.events VALUES (1, 385629314395144258, NULL, 1796008388934355, 'agent', 385629314395144207, 'organization_created', 'internal', NULL, '{"data":{"name":"接棒商城","organization_id":"385629314395144257"}}', '\x976151057bfd7b1d1001f56ee44720e1', '\xc209b233c9759304dd46d34826027a8dca761fe98a7c12c8f0045e5b2cc8f499', 31, '9ad142881295a7ce');
INSERT INTO public.events VALUES (1, 385629314395144246, 385629314395144227, 1796008388817022, 'agent', 385629314395144207, 'merged', 'internal', NULL, '{"data":{"from_id":"385629314395144230","number":"GD20261130002"}}', '\x1089cd6ddc00729b8afbc55ecb51b111', '\x702e5ec4df54e91ce29e594241cd04d984afaded4196cf240d371d858a0974c9', 25, '77e2cb0d2a326254');
INSERT INTO public.events VALUES (1, 385629314395144245, 385629314395144230, 1796008388817022, 'agent', 385629314395144207, 'merged', 'internal', NULL, '{"data":{"stage":{"from":{"status":"new","department_id":"385629314395144205","assignee_id":null},"to":{"status":"closed","department_id":"385629314395144205","assignee_id":null}},"into_id":"385629314395144227"}}', '\x381d846f0d9ead076a3b6c91394c2d38', '\x9b2183307c65c43fee2e1ae843c48c5ea2cc508b83d2821517f9317c4e9fa18d', 24, '77e2cb0d2a326254');
INSERT INTO public.events VALUES (1, 385629314395144248, 385629314395144227, 1796008388834429, 'agent', 385629314395144207, 'linked', 'internal', NULL, '{"data":{"kind":"related","end":"from","ticket_id":"385629314395144238","number":"GD20261130004"}}', '\xe7699d9315319ae6121f9ef8639d529d', '\xcc057e89895ecac501dc8fbe342c130a6ab9715112a3f42c3f67de0389954849', 26, '3b8eed92521fe289');
INSERT INTO public.events VALUES (1, 385629314395144249, 385629314395144238, 1796008388834429, 'agent', 385629314395144207, 'linked', 'internal', NULL, '{"data":{"kind":"related","end":"to","ticket_id":"385629314395144227","number":"GD20261130001"}}', '\xd803c8768ffa765643cbef89de79d02f', '\x53a3bc2d8987c1fed5b63ced7ec3d96e68173e022ffd056d1f3c6e39142bd10d', 27, '3b8eed92521fe289');
INSERT INTO public.events VALUES (1, 385629314395144253, 385629314395144238, 1796008388906993, 'agent', 385629314395144207, 'status_changed', 'internal', NULL, '{"body":"改好了","data":{"stage":{"from":{"status":"new","department_id":"385629314395144205","assignee_id":null},"to":{"status":"resolved","department_id":"385629314395144205","assignee_id":null}}}}', '\xf8b833326ead1194177907cf931f91bc', '\x6b737968b3d4ab8578116c445cc5436d243eb46a288b917b976cebd7b9baed12', 29, '676aaa4e7d8fc466');
INSERT INTO public.events VALUES (1, 385629314395144256, NULL, 1796008388927236, 'agent', 385629314395144207, 'canned_response_created', 'internal', NULL, '{"data":{"title":"跟进","body":"我们在跟进","shortcut":"gj","category":"","canned_response_id":"385629314395144255","sharing":"personal"}}', '\x7da8739e244451bf8f1a7e1fe3045ef0', '\xa773acf9a33902efa223e55b98e5f1576a0562da5b96c06695c72f205dbdebb5', 30, '7a99bd29505460d6');
INSERT INTO public.events VALUES (1, 385629314395144260, NULL, 1796008388946140, 'agent', 385629314395144214, 'signed_in', 'internal', NULL, '{"data":{"session_id":"385629314395144259","remote_address":"127.0.0.1"}}', '\x363ae55c330015d141aa73b4d7dab42a', '\x4287bd34f0f04f17efdb07be34ca98fe493d6924185acf033ea705ecd50ff3b5', 32, 'a5233bf4861317d7');
INSERT INTO public.events VALUES (1, 385629314395144263, 385629314395144227, 1796008389152626, 'agent', 385629314395144214, 'reminder_set', 'internal', NULL, '{"body":"回电话","data":{"reminder_id":"385629314395144261","kind":"reminder","at":"2040-01-01T09:00:00Z","user_id":"385629314395144214"}}', '\x37842aeb842028790eacb6613670c529', '\x347567bc44f6d320290fc6390e0e21a20f93c44e50e8766d7a6678498334f1aa', 33, '82dead51d112b9ca');
INSERT INTO public.form_fields VALUES (1, 385629314395144220, 'serial', 'text', 1);
INSERT INTO public.forms VALUES (1, 385629314395144218, 1, '[{"label":"序列号","help":"","options":[],"default_value":null,"required":false,"required_if":null,"shown_if":null,"read_only":false,"read_only_if":null,"agents_only":false,"position":0,"id":"385629314395144220","type_id":"385629314395144218","key":"serial","kind":"text","filterable":true,"archived":false}]', 1796008388593734);
INSERT INTO public.handovers VALUES (1, 385629314395144251, 385629314395144227, 385629314395144207, 385629314395144205, NULL, 385629314395144212, 385629314395144214, 'waiting', 1796008388863752, NULL, NULL);
INSERT INTO public.known_addresses VALUES (1, '0918a3927b9153fd43f30d7c31e8229f6130f59d4e8d3fa06d23c65513872582', 385629314395144207, 1796008387820683);
INSERT INTO public.known_addresses VALUES (1, '5e27cd367c8f281dc06fdd26b1002e1e5678491d92a9568d2bf6b9c760e817b4', 385629314395144214, 1796008388946140);
INSERT INTO public.leases VALUES (1, 'sequencer', 'yQCTlm9VUFpXqCxf', 0);
INSERT INTO public.master_keys VALUES ('ffa3615b471c724fbe4b260643ee91d7', 1796008387256955);
INSERT INTO public.nodes VALUES (0, '', 0, 385629335366664263);
INSERT INTO public.organizations VALUES (1, 385629314395144257, '接棒商城', '接棒商城', '', NULL, 1796008388934355, 1);
INSERT INTO public.reader_cursors VALUES (1, 'ticket_facts', 33);
INSERT INTO public.reminders VALUES (1, 385629314395144261, 'reminder', 385629314395144227, 385629314395144214, NULL, 2209021200000000, '\x01000000013112df44d9e6e53cc9066701743dc874c76fadf90c9271d2025d3a4b209584463d4e0eea303feefc7c953de3716a490f78', 385629314395144214, 1796008389152626, NULL, NULL, NULL, NULL);
INSERT INTO public.resolved_days VALUES (1, 20261130, 385629314395144205, 2);
INSERT INTO public.roles VALUES (1, 385629314395144193, '管理员', '["tickets.read","tickets.read_all","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","users.manage","settings.manage","audit.read","customers.read_all","customers.edit","customers.merge","customers.reveal","customers.export","customers.erase","tickets.export","tickets.delete"]', NULL, 1);
INSERT INTO public.roles VALUES (1, 385629314395144195, '客服', '["tickets.read","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","customers.edit"]', NULL, 1);
INSERT INTO public.roles VALUES (1, 385629314395144197, '处理人', '["tickets.read","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","customers.edit"]', NULL, 1);
INSERT INTO public.roles VALUES (1, 385629314395144199, '主管', '["tickets.read","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","customers.edit","tickets.export","tickets.delete"]', NULL, 1);
INSERT INTO public.roles VALUES (1, 385629314395144201, '客服台', '["tickets.read","tickets.read_all","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","customers.read_all","customers.edit","customers.merge","customers.reveal"]', NULL, 1);
INSERT INTO public.roles VALUES (1, 385629314395144203, '只读审计', '["tickets.read","tickets.read_all","audit.read"]', NULL, 1);
INSERT INTO public.schema_migrations VALUES (1, '0001_base', 'f39f17f5e1114dcb78bd16df8ea0f2fa7776992aaae03b910dd63e2ff7d3524f', 1796008386761358);
INSERT INTO public.schema_migrations VALUES (2, '0002_events', '0fc3fcce8381fa6843ec0d1f62292c25ea7f12b64c4dd149ed73483be8a025c7', 1796008386793396);
INSERT INTO public.schema_migrations VALUES (3, '0003_users', '2e124e8936112ae57a6f72a177ffa06a9d3529238525331ff4ee170500770db0', 1796008386833456);
INSERT INTO public.schema_migrations VALUES (4, '0004_tickets', '9c7ad59d212a3c1352d7027eff84eb354bccf2d434ad0148eb5aad84cd1f34a8', 1796008386873513);
INSERT INTO public.schema_migrations VALUES (5, '0005_access', '972e5f980b9a000b91eafe1a905059acc896e9d01385fe341497cd2cf439409c', 1796008386939890);
INSERT INTO public.schema_migrations VALUES (6, '0006_sign_in', '0bb3a879bf826a1994b39a42c51ad2fec48eb6a9be5bd0833c850a9fe6f49abe', 1796008386966191);
INSERT INTO public.schema_migrations VALUES (7, '0007_keys', 'dae4c1d85bf82449ace4e4a696b4be03b4f0571f027979e1f9d6a41463f3fdb0', 1796008386994830);
INSERT INTO public.schema_migrations VALUES (8, '0008_customers', 'fbe97fdec203c00807eed60d30835539d6dee74b5f4ef0b048d93c6ea18ebb10', 1796008387022984);
INSERT INTO public.schema_migrations VALUES (9, '0009_sealed', '0352ad2222148cb870d58529d4330fd9ebe838f98077fd0cdb46952a3be2ed64', 1796008387026390);
INSERT INTO public.schema_migrations VALUES (10, '0010_forms', '50ec102fc4a768ac29a3211dcd9a0b68a33b73118bc2c6b3e82d49fb3082da63', 1796008387040995);
INSERT INTO public.schema_migrations VALUES (11, '0011_handovers', '5d7bdeddd11ba996cadaf310dd268d28ab5fd9583eef9cadc4415772a0748065', 1796008387042839);
INSERT INTO public.schema_migrations VALUES (12, '0012_ticket_merges', 'c3f62414534051378e1484cbead23dca2dff4b71c3632e81f62a2a92fc834f55', 1796008387044383);
INSERT INTO public.schema_migrations VALUES (13, '0013_facts', '09166df463d5f194aad2afa5cd7a4fdd47b89148cb9c30a7b5b4d4d5ff16df3c', 1796008387056343);
INSERT INTO public.schema_migrations VALUES (14, '0014_portal', 'e61c344f8444ace62f312c919779f0ecac580265c38e2e3ffc1d60a95005ceae', 1796008387084834);
INSERT INTO public.schema_migrations VALUES (15, '0015_routing', '7debb3d865e0492675747875961cea5488b5ff872e41a55751295dfc04f3b30e', 1796008387091392);
INSERT INTO public.schema_migrations VALUES (16, '0016_kept_texts', '3283a4b7226e54c9dab191be542397109d564bd8f21f497134cd9d89813d54b7', 1796008387107864);
INSERT INTO public.schema_migrations VALUES (17, '0017_kinds', '95bb0062554790bbc297b60be7589e48c346acb93f0efaace4fe0e7efc41aa26', 1796008387122218);
INSERT INTO public.schema_migrations VALUES (18, '0018_recycle_bin', '6baac3e2cd149800495fef74df45dc6dfaf2d5971cca52372d3f9d94d702e1f2', 1796008387123959);
INSERT INTO public.schema_migrations VALUES (19, '0019_tickets_by_type', '858a5e6aa6a9622a838485a3814027dea11f17884b8ae6a22f6b5dd231ce283d', 1796008387126222);
INSERT INTO public.schema_migrations VALUES (20, '0020_incidents', '23d1e584b5267680bd8da3975351c517e3358b079aaf1aaa5fc24893c2c796ec', 1796008387132105);
INSERT INTO public.schema_migrations VALUES (21, '0021_timers', 'f8bdfc1d24304fe8381547dbe0f6db6b3a4283d3d27b72e7db8755692e1e7bad', 1796008387162105);
INSERT INTO public.schema_migrations VALUES (22, '0022_event_requests', '151ffe16d387417dec704d7679b1180f3c414c5792d91be88bedecbef3d90043', 1796008387167636);
INSERT INTO public.sessions VALUES (1, 385629314395144210, 385629314395144207, '83d97a507d178aa3832a058f5e44bb0cfd1317acaab3da0d9613b832e783ad77', 1796008387820683, 1797217987820683, '127.0.0.1', '', 1796008387820683);
INSERT INTO public.sessions VALUES (1, 385629314395144259, 385629314395144214, '9ece8ba8cb01f5e55d04f7d4dca4b74f92d3cb3d3c350aa81d5240253e38c3f7', 1796008388946140, 1797217988946140, '127.0.0.1', '', 1796008388946140);
INSERT INTO public.sla_targets VALUES (1, 'urgent', 1800, 14400);
INSERT INTO public.sla_targets VALUES (1, 'high', 7200, 28800);
INSERT INTO public.sla_targets VALUES (1, 'normal', 14400, 86400);
INSERT INTO public.sla_targets VALUES (1, 'low', 28800, 259200);
INSERT INTO public.stages VALUES (1, 385629314395144235, 385629314395144234, 'new', 385629314395144205, NULL, 1796008388692673, NULL);
INSERT INTO public.stages VALUES (1, 385629314395144228, 385629314395144227, 'new', 385629314395144205, NULL, 1796008388632620, 1796008388743425);
INSERT INTO public.stages VALUES (1, 385629314395144231, 385629314395144230, 'new', 385629314395144205, NULL, 1796008388648058, 1796008388817022);
INSERT INTO public.stages VALUES (1, 385629314395144247, 385629314395144230, 'closed', 385629314395144205, NULL, 1796008388817022, NULL);
INSERT INTO public.stages VALUES (1, 385629314395144243, 385629314395144227, 'open', 385629314395144205, NULL, 1796008388743425, 1796008388863752);
INSERT INTO public.stages VALUES (1, 385629314395144252, 385629314395144227, 'open', 385629314395144212, 385629314395144214, 1796008388863752, NULL);
INSERT INTO public.stages VALUES (1, 385629314395144239, 385629314395144238, 'new', 385629314395144205, NULL, 1796008388714618, 1796008388906993);
INSERT INTO public.stages VALUES (1, 385629314395144254, 385629314395144238, 'resolved', 385629314395144205, NULL, 1796008388906993, NULL);
INSERT INTO public.statuses VALUES (1, 'new', '新建', 'new', 1, 1, NULL, 0, '[]', NULL, 1, '');
INSERT INTO public.statuses VALUES (1, 'open', '处理中', 'open', 1, 2, NULL, 0, '[]', NULL, 1, '');
INSERT INTO public.statuses VALUES (1, 'pending', '待客户', 'pending', 1, 3, NULL, 0, '[]', NULL, 1, '');
INSERT INTO public.statuses VALUES (1, 'on_hold', '挂起', 'on_hold', 1, 4, NULL, 0, '[]', NULL, 1, '');
INSERT INTO public.statuses VALUES (1, 'resolved', '已解决', 'resolved', 1, 5, NULL, 0, '[]', NULL, 1, '');
INSERT INTO public.statuses VALUES (1, 'closed', '已关闭', 'closed', 1, 6, NULL, 0, '[]', NULL, 1, '');
INSERT INTO public.tags VALUES (1, 385629314395144224, '加急', '#d9480f', '', NULL, 1);
INSERT INTO public.tenant_keys VALUES (1, 1, 'data', '\x0b3e6a226de1677f8be0e816565a4681267b92d5a9375d0ad18666e5a75907ad7a3013d598579b367e2bac272c3bd1494e92847d72b7bd6dd6c4e462564bd555cb7a3169997cbe61', 1796008388638972, NULL);
INSERT INTO public.tenant_keys VALUES (1, 2, 'event', '\x3d2afb017d30bb2b9bea7390a9b991b9fc62d85a784b2f01e8c6fd205e13ffd0cc530596e45ba3a01a0e380075068131aba33886527b54f1e2085388ba0d5fd602998a2182c996ae', 1796008388639057, NULL);
INSERT INTO public.tenant_keys VALUES (1, 3, 'index', '\x6b8d13d8e6185b9070b08ab2beaf9c1b05ee3229d514aa222aaf5d5eda5f75194d36c968a6c960931b6b4ca78e243301d26e6bcbe4eab68e349532dbb886d7d34d44b9264f1b53e8', 1796008388639116, NULL);
INSERT INTO public.tenants VALUES (1, 'default', 0, 'Asia/Shanghai', 7, 30);
INSERT INTO public.ticket_counts VALUES (1, 'new', 385629314395144205, 0, 385629314395144222, 'normal', 1);
INSERT INTO public.ticket_counts VALUES (1, 'new', 385629314395144205, 0, 385629314395144218, 'normal', 0);
INSERT INTO public.ticket_counts VALUES (1, 'closed', 385629314395144205, 0, 385629314395144209, 'normal', 1);
INSERT INTO public.ticket_counts VALUES (1, 'open', 385629314395144205, 0, 385629314395144218, 'normal', 0);
INSERT INTO public.ticket_counts VALUES (1, 'open', 385629314395144212, 385629314395144214, 385629314395144218, 'normal', 1);
INSERT INTO public.ticket_counts VALUES (1, 'new', 385629314395144205, 0, 385629314395144209, 'normal', 0);
INSERT INTO public.ticket_counts VALUES (1, 'resolved', 385629314395144205, 0, 385629314395144209, 'normal', 1);
INSERT INTO public.ticket_drafts VALUES (1, 385629314395144227, 385629314395144207, '\x010000000122a12856b8edef650c8aafa4113b18945452a9ce3c2a17e01dc386cb1e7c8b1aacbdeb3e910d765a347328a1c86475000f78143b', 'public', 1796008388938227, '[]', '[]', NULL);
INSERT INTO public.ticket_facts VALUES (1, 385629314395144234, 20261130, 385629314395144205, 0, 385629314395144222, 'normal', 'new', NULL, NULL, NULL);
INSERT INTO public.ticket_facts VALUES (1, 385629314395144230, 20261130, 385629314395144205, 0, 385629314395144209, 'normal', 'closed', NULL, 20261130, 0);
INSERT INTO public.ticket_facts VALUES (1, 385629314395144227, 20261130, 385629314395144212, 385629314395144214, 385629314395144218, 'normal', 'open', 0, NULL, NULL);
INSERT INTO public.ticket_facts VALUES (1, 385629314395144238, 20261130, 385629314395144205, 0, 385629314395144209, 'normal', 'resolved', NULL, 20261130, 0);
INSERT INTO public.ticket_field_index VALUES (1, 385629314395144220, '', 385629314395144227);
INSERT INTO public.ticket_field_index VALUES (1, 385629314395144220, 'WB-22', 385629314395144227);
INSERT INTO public.ticket_links VALUES (1, 385629314395144227, 385629314395144238, 'related', 385629314395144207, 1796008388834429);
INSERT INTO public.ticket_merges VALUES (1, 385629314395144230, 385629314395144227, 385629314395144207, 1796008388817022, 'new', NULL, NULL);
INSERT INTO public.ticket_sequences VALUES (1, 'GD20261130', 202);
INSERT INTO public.ticket_tags VALUES (1, '加急', 385629314395144227);
INSERT INTO public.tickets VALUES (1, 385629314395144234, 'GD20261130003', '', '', 385629314395144222, 'new', 'new', 'normal', 'api', 385629314395144205, NULL, 385629314395144233, 385629314395144207, '[]', '{}', 1, 1796008388692673, 1796008388692673, NULL, NULL, NULL, 1796022788692673, 1796094788692673, 1796022788692673, 385629314395144205, '\x01000000014961f50b48b3f605942fb213ed653156de2fde1fb972ae55277b385d4543b0f2e11db214e9382a596405aa1b69078f19031202c79252d9d215e5073e408c6e83560e056b021decb84f58add1860a305b10d5d3d6fd0c7d7005c7f9ebce1906', 0, NULL, 0, NULL, NULL);
INSERT INTO public.tickets VALUES (1, 385629314395144230, 'GD20261130002', '又坏了', '同一台。', 385629314395144209, 'closed', 'closed', 'normal', 'api', 385629314395144205, NULL, 385629314395144226, 385629314395144207, '[]', '{}', 2, 1796008388648058, 1796008388817022, NULL, 1796008388817022, 1796008388817022, 1796022788648058, 1796094788648058, 253402214400000000, 385629314395144205, NULL, 0, NULL, 0, NULL, NULL);
INSERT INTO public.tickets VALUES (1, 385629314395144238, 'GD20261130004', '发票抬头', '改一下', 385629314395144209, 'resolved', 'resolved', 'normal', 'api', 385629314395144205, NULL, 385629314395144237, 385629314395144207, '[]', '{}', 2, 1796008388714618, 1796008388906993, NULL, 1796008388906993, NULL, 1796022788714618, 1796094788714618, 253402214400000000, 385629314395144205, NULL, 0, NULL, 0, NULL, NULL);
INSERT INTO public.tickets VALUES (1, 385629314395144227, 'GD20261130001', '微波炉修了两次还是坏的', '周一又不加热了。', 385629314395144218, 'open', 'open', 'normal', 'api', 385629314395144212, 385629314395144214, 385629314395144226, 385629314395144207, '["加急"]', '{"serial":"WB-22"}', 4, 1796008388632620, 1796008389152626, 1796008388743425, NULL, NULL, 1796022788632620, 1796094788632620, 1796094788632620, 385629314395144205, NULL, 1, NULL, 0, NULL, NULL);
INSERT INTO public.timers VALUES (1, 385629314395144262, 'remind', 385629314395144227, 385629314395144261, 2209021200000000, 0);
INSERT INTO public.types VALUES (1, 385629314395144209, '咨询', 385629314395144205, 1, NULL, 1, 'normal', 0, 0, '[]', NULL, '{"low":null,"normal":null,"high":null,"urgent":null}', '{"number_pattern":"GD{yyyymmdd}{seq}","priority_labels":{"low":null,"normal":null,"high":null,"urgent":null}}');
INSERT INTO public.types VALUES (1, 385629314395144216, '售后', 385629314395144205, 0, NULL, 1, 'normal', 0, 0, '[]', NULL, '{"low":null,"normal":null,"high":null,"urgent":null}', '{"number_pattern":"GD{yyyymmdd}{seq}","priority_labels":{"low":null,"normal":null,"high":null,"urgent":null}}');
INSERT INTO public.types VALUES (1, 385629314395144218, '售后/维修', 385629314395144205, 1, NULL, 1, 'normal', 0, 1, '[]', NULL, '{"low":null,"normal":null,"high":null,"urgent":null}', '{"number_pattern":"GD{yyyymmdd}{seq}","priority_labels":{"low":null,"normal":null,"high":null,"urgent":null}}');
INSERT INTO public.types VALUES (1, 385629314395144222, '病历', 385629314395144205, 0, NULL, 1, 'normal', 1, 0, '[]', NULL, '{"low":null,"normal":null,"high":null,"urgent":null}', '{"number_pattern":"GD{yyyymmdd}{seq}","priority_labels":{"low":null,"normal":null,"high":null,"urgent":null}}');
INSERT INTO public.user_roles VALUES (1, 385629314395144207, 385629314395144193);
INSERT INTO public.user_roles VALUES (1, 385629314395144214, 385629314395144197);
INSERT INTO public.users VALUES (1, 385629314395144207, 'admin', '管理员', NULL, '$argon2id$v=19$m=19456,t=2,p=1$/M4Bwh8D76BhD2gMORNPNA$IrVcA+gbeKATUoSPiyRGsgohmYlQD7f9jZftHECnSls', 'offline', 1796008387360992, NULL, 1, NULL, NULL, '[]', '', '', NULL);
INSERT INTO public.users VALUES (1, 385629314395144214, 'lilei', '李雷', NULL, '$argon2id$v=19$m=19456,t=2,p=1$BK3nJQiuyja0hqivMbtlEg$HX8xiaHIeguD1McDoaCvUWWvT4hdLN7Z55DyghCl+oE', 'offline', 1796008388400536, NULL, 1, NULL, NULL, '[]', '', '', NULL);
ALTER TABLE ONLY public.access_lists
    ADD CONSTRAINT access_lists_pkey PRIMARY KEY (tenant_id);
ALTER TABLE ONLY public.announcements
    ADD CONSTRAINT announcements_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.answered_incidents
    ADD CONSTRAINT answered_incidents_pkey PRIMARY KEY (tenant_id, answer_id, ticket_id);
ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT attachments_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.batches
    ADD CONSTRAINT batches_pkey PRIMARY KEY (tenant_id, first_seq);
ALTER TABLE ONLY public.canned_responses
    ADD CONSTRAINT canned_responses_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.created_days
    ADD CONSTRAINT created_days_pkey PRIMARY KEY (tenant_id, day, department_id, status);
ALTER TABLE ONLY public.customer_attributes
    ADD CONSTRAINT customer_attributes_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.customer_consents
    ADD CONSTRAINT customer_consents_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.customer_contacts
    ADD CONSTRAINT customer_contacts_pkey PRIMARY KEY (tenant_id, kind, blind_index);
ALTER TABLE ONLY public.customer_events
    ADD CONSTRAINT customer_events_pkey PRIMARY KEY (tenant_id, customer_id, event_id);
ALTER TABLE ONLY public.customer_merge_items
    ADD CONSTRAINT customer_merge_items_pkey PRIMARY KEY (tenant_id, merge_id, kind, item_id, blind_index);
ALTER TABLE ONLY public.customer_merges
    ADD CONSTRAINT customer_merges_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.customer_secrets
    ADD CONSTRAINT customer_secrets_pkey PRIMARY KEY (tenant_id, customer_id, field);
ALTER TABLE ONLY public.customer_suggestions
    ADD CONSTRAINT customer_suggestions_pkey PRIMARY KEY (tenant_id, customer_id, other_id);
ALTER TABLE ONLY public.customer_words
    ADD CONSTRAINT customer_words_pkey PRIMARY KEY (tenant_id, word, customer_id);
ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.deleted_tickets
    ADD CONSTRAINT deleted_tickets_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.department_members
    ADD CONSTRAINT department_members_pkey PRIMARY KEY (tenant_id, user_id, department_id);
ALTER TABLE ONLY public.departments
    ADD CONSTRAINT departments_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_tenant_id_seq_key UNIQUE (tenant_id, seq);
ALTER TABLE ONLY public.form_fields
    ADD CONSTRAINT form_fields_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.forms
    ADD CONSTRAINT forms_pkey PRIMARY KEY (tenant_id, type_id, version);
ALTER TABLE ONLY public.handovers
    ADD CONSTRAINT handovers_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.held_messages
    ADD CONSTRAINT held_messages_pkey PRIMARY KEY (tenant_id, ticket_id, event_id);
ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (tenant_id, scope, idempotency_key);
ALTER TABLE ONLY public.incident_answers
    ADD CONSTRAINT incident_answers_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.key_rotations
    ADD CONSTRAINT key_rotations_pkey PRIMARY KEY (tenant_id);
ALTER TABLE ONLY public.known_addresses
    ADD CONSTRAINT known_addresses_pkey PRIMARY KEY (tenant_id, address_hash);
ALTER TABLE ONLY public.leases
    ADD CONSTRAINT leases_pkey PRIMARY KEY (tenant_id, name);
ALTER TABLE ONLY public.master_keys
    ADD CONSTRAINT master_keys_pkey PRIMARY KEY (fingerprint);
ALTER TABLE ONLY public.nodes
    ADD CONSTRAINT nodes_pkey PRIMARY KEY (node_id);
ALTER TABLE ONLY public.number_patterns
    ADD CONSTRAINT number_patterns_pkey PRIMARY KEY (tenant_id, pattern);
ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.portal_proofs
    ADD CONSTRAINT portal_proofs_pkey PRIMARY KEY (tenant_id, salt);
ALTER TABLE ONLY public.presence_choices
    ADD CONSTRAINT presence_choices_pkey PRIMARY KEY (tenant_id, user_id);
ALTER TABLE ONLY public.presence_connections
    ADD CONSTRAINT presence_connections_pkey PRIMARY KEY (tenant_id, user_id, holder);
ALTER TABLE ONLY public.rating_questions
    ADD CONSTRAINT rating_questions_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.reader_cursors
    ADD CONSTRAINT reader_cursors_pkey PRIMARY KEY (tenant_id, reader);
ALTER TABLE ONLY public.recovery_codes
    ADD CONSTRAINT recovery_codes_pkey PRIMARY KEY (tenant_id, user_id, code_hash);
ALTER TABLE ONLY public.reminders
    ADD CONSTRAINT reminders_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.resolved_days
    ADD CONSTRAINT resolved_days_pkey PRIMARY KEY (tenant_id, day, department_id);
ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.sightings
    ADD CONSTRAINT sightings_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.sla_targets
    ADD CONSTRAINT sla_targets_pkey PRIMARY KEY (tenant_id, priority);
ALTER TABLE ONLY public.stages
    ADD CONSTRAINT stages_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.statuses
    ADD CONSTRAINT statuses_pkey PRIMARY KEY (tenant_id, key);
ALTER TABLE ONLY public.tag_renamings
    ADD CONSTRAINT tag_renamings_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.tags
    ADD CONSTRAINT tags_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.tenant_hosts
    ADD CONSTRAINT tenant_hosts_pkey PRIMARY KEY (host);
ALTER TABLE ONLY public.tenant_keys
    ADD CONSTRAINT tenant_keys_pkey PRIMARY KEY (tenant_id, key_id);
ALTER TABLE ONLY public.tenants
    ADD CONSTRAINT tenants_pkey PRIMARY KEY (tenant_id);
ALTER TABLE ONLY public.ticket_counts
    ADD CONSTRAINT ticket_counts_pkey PRIMARY KEY (tenant_id, status, department_id, assignee_id, type_id, priority);
ALTER TABLE ONLY public.ticket_drafts
    ADD CONSTRAINT ticket_drafts_pkey PRIMARY KEY (tenant_id, ticket_id, user_id);
ALTER TABLE ONLY public.ticket_facts
    ADD CONSTRAINT ticket_facts_pkey PRIMARY KEY (tenant_id, ticket_id);
ALTER TABLE ONLY public.ticket_field_index
    ADD CONSTRAINT ticket_field_index_pkey PRIMARY KEY (tenant_id, field_id, value, ticket_id);
ALTER TABLE ONLY public.ticket_links
    ADD CONSTRAINT ticket_links_pkey PRIMARY KEY (tenant_id, from_id, to_id, kind);
ALTER TABLE ONLY public.ticket_merges
    ADD CONSTRAINT ticket_merges_pkey PRIMARY KEY (tenant_id, ticket_id);
ALTER TABLE ONLY public.ticket_participants
    ADD CONSTRAINT ticket_participants_pkey PRIMARY KEY (tenant_id, ticket_id, user_id, part);
ALTER TABLE ONLY public.ticket_ratings
    ADD CONSTRAINT ticket_ratings_pkey PRIMARY KEY (tenant_id, ticket_id);
ALTER TABLE ONLY public.ticket_requests
    ADD CONSTRAINT ticket_requests_pkey PRIMARY KEY (tenant_id, ticket_id, event_id);
ALTER TABLE ONLY public.ticket_secrets
    ADD CONSTRAINT ticket_secrets_pkey PRIMARY KEY (tenant_id, ticket_id, field_id);
ALTER TABLE ONLY public.ticket_sequences
    ADD CONSTRAINT ticket_sequences_pkey PRIMARY KEY (tenant_id, prefix);
ALTER TABLE ONLY public.ticket_tags
    ADD CONSTRAINT ticket_tags_pkey PRIMARY KEY (tenant_id, tag, ticket_id);
ALTER TABLE ONLY public.ticket_templates
    ADD CONSTRAINT ticket_templates_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT tickets_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.timers
    ADD CONSTRAINT timers_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.tokens
    ADD CONSTRAINT tokens_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.types
    ADD CONSTRAINT types_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.user_credentials
    ADD CONSTRAINT user_credentials_pkey PRIMARY KEY (tenant_id, user_id);
ALTER TABLE ONLY public.user_roles
    ADD CONSTRAINT user_roles_pkey PRIMARY KEY (tenant_id, user_id, role_id);
ALTER TABLE ONLY public.user_skills
    ADD CONSTRAINT user_skills_pkey PRIMARY KEY (tenant_id, user_id, skill);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.views
    ADD CONSTRAINT views_pkey PRIMARY KEY (tenant_id, id);
CREATE INDEX announcements_current ON public.announcements USING btree (tenant_id, starts_at, id) WHERE (archived_at IS NULL);
CREATE INDEX attachments_file ON public.attachments USING btree (tenant_id, file);
CREATE INDEX attachments_ticket ON public.attachments USING btree (tenant_id, ticket_id, id);
CREATE INDEX attachments_unused ON public.attachments USING btree (tenant_id, created_at) WHERE (ticket_id IS NULL);
CREATE INDEX canned_responses_owner ON public.canned_responses USING btree (tenant_id, owner_id, id);
CREATE UNIQUE INDEX customer_attributes_key ON public.customer_attributes USING btree (tenant_id, key);
CREATE INDEX customer_consents_customer ON public.customer_consents USING btree (tenant_id, customer_id, id);
CREATE INDEX customer_contacts_customer ON public.customer_contacts USING btree (tenant_id, customer_id);
CREATE INDEX customer_merges_from ON public.customer_merges USING btree (tenant_id, from_id, id);
CREATE INDEX customer_merges_into ON public.customer_merges USING btree (tenant_id, into_id, id);
CREATE INDEX customer_secrets_blind ON public.customer_secrets USING btree (tenant_id, field, blind_index);
CREATE INDEX customer_suggestions_other ON public.customer_suggestions USING btree (tenant_id, other_id);
CREATE INDEX customer_words_customer ON public.customer_words USING btree (tenant_id, customer_id);
CREATE INDEX customers_organization ON public.customers USING btree (tenant_id, organization_id, id) WHERE (organization_id IS NOT NULL);
CREATE INDEX deleted_tickets_deleted ON public.deleted_tickets USING btree (tenant_id, deleted_at);
CREATE INDEX deleted_tickets_requester ON public.deleted_tickets USING btree (tenant_id, requester_id);
CREATE INDEX department_members_department ON public.department_members USING btree (tenant_id, department_id, user_id);
CREATE INDEX departments_lead ON public.departments USING btree (tenant_id, lead_id) WHERE (lead_id IS NOT NULL);
CREATE INDEX departments_parent ON public.departments USING btree (tenant_id, parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX events_timeline ON public.events USING btree (tenant_id, ticket_id, id);
CREATE INDEX events_unnumbered ON public.events USING btree (tenant_id, id) WHERE (seq IS NULL);
CREATE INDEX form_fields_key ON public.form_fields USING btree (tenant_id, key, id);
CREATE INDEX handovers_given ON public.handovers USING btree (tenant_id, to_assignee_id, given_at) WHERE (to_assignee_id IS NOT NULL);
CREATE INDEX handovers_ticket ON public.handovers USING btree (tenant_id, ticket_id, id);
CREATE INDEX idempotency_keys_created ON public.idempotency_keys USING btree (tenant_id, created_at);
CREATE INDEX incident_answers_old ON public.incident_answers USING btree (tenant_id, created_at);
CREATE UNIQUE INDEX incident_answers_scope ON public.incident_answers USING btree (tenant_id, scope);
CREATE INDEX known_addresses_last ON public.known_addresses USING btree (tenant_id, last_at);
CREATE INDEX known_addresses_user ON public.known_addresses USING btree (tenant_id, user_id);
CREATE UNIQUE INDEX organizations_name ON public.organizations USING btree (tenant_id, name_key);
CREATE INDEX portal_proofs_expired ON public.portal_proofs USING btree (tenant_id, expires_at);
CREATE INDEX presence_connections_holder ON public.presence_connections USING btree (tenant_id, holder);
CREATE INDEX presence_connections_until ON public.presence_connections USING btree (tenant_id, until_at);
CREATE INDEX reminders_department ON public.reminders USING btree (tenant_id, department_id, due_at, id) WHERE (ended_at IS NULL);
CREATE INDEX reminders_ticket ON public.reminders USING btree (tenant_id, ticket_id, due_at, id);
CREATE INDEX reminders_user ON public.reminders USING btree (tenant_id, user_id, due_at, id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX roles_name ON public.roles USING btree (tenant_id, name) WHERE (archived_at IS NULL);
CREATE UNIQUE INDEX sessions_token ON public.sessions USING btree (tenant_id, token_hash);
CREATE INDEX sessions_user ON public.sessions USING btree (tenant_id, user_id);
CREATE INDEX sightings_seen ON public.sightings USING btree (tenant_id, seen_kind, seen_id, id);
CREATE INDEX sightings_user ON public.sightings USING btree (tenant_id, user_id, id);
CREATE INDEX stages_ticket ON public.stages USING btree (tenant_id, ticket_id, id);
CREATE UNIQUE INDEX tags_name ON public.tags USING btree (tenant_id, name) WHERE (archived_at IS NULL);
CREATE UNIQUE INDEX tenants_name ON public.tenants USING btree (name);
CREATE INDEX ticket_field_index_ticket ON public.ticket_field_index USING btree (tenant_id, ticket_id, field_id);
CREATE INDEX ticket_links_to ON public.ticket_links USING btree (tenant_id, to_id, from_id);
CREATE INDEX ticket_merges_into ON public.ticket_merges USING btree (tenant_id, into_id, ticket_id);
CREATE INDEX ticket_participants_user ON public.ticket_participants USING btree (tenant_id, user_id, ticket_id);
CREATE INDEX ticket_tags_ticket ON public.ticket_tags USING btree (tenant_id, ticket_id);
CREATE INDEX ticket_templates_type ON public.ticket_templates USING btree (tenant_id, type_id, id);
CREATE INDEX tickets_assignee ON public.tickets USING btree (tenant_id, assignee_id, status_category, id) WHERE (assignee_id IS NOT NULL);
CREATE INDEX tickets_creator ON public.tickets USING btree (tenant_id, created_by, id) WHERE (created_by IS NOT NULL);
CREATE INDEX tickets_department ON public.tickets USING btree (tenant_id, department_id, status_category, id);
CREATE INDEX tickets_due ON public.tickets USING btree (tenant_id, next_due_at, id);
CREATE UNIQUE INDEX tickets_number ON public.tickets USING btree (tenant_id, number);
CREATE INDEX tickets_opened ON public.tickets USING btree (tenant_id, opened_department_id, id) WHERE (opened_department_id <> department_id);
CREATE INDEX tickets_priority ON public.tickets USING btree (tenant_id, (
CASE priority
    WHEN 'urgent'::text THEN 0
    WHEN 'high'::text THEN 1
    WHEN 'normal'::text THEN 2
    ELSE 3
END), id);
CREATE INDEX tickets_queue ON public.tickets USING btree (tenant_id, department_id, status_category, (
CASE priority
    WHEN 'urgent'::text THEN 0
    WHEN 'high'::text THEN 1
    WHEN 'normal'::text THEN 2
    ELSE 3
END), id) WHERE (assignee_id IS NULL);
CREATE INDEX tickets_requester ON public.tickets USING btree (tenant_id, requester_id, id);
CREATE INDEX tickets_resolved ON public.tickets USING btree (tenant_id, resolved_at, id) WHERE (resolved_at IS NOT NULL);
CREATE INDEX tickets_sealed ON public.tickets USING btree (tenant_id, id) WHERE (sealed IS NOT NULL);
CREATE INDEX tickets_snoozed ON public.tickets USING btree (tenant_id, snoozed_until) WHERE (snoozed_until IS NOT NULL);
CREATE INDEX tickets_type ON public.tickets USING btree (tenant_id, type_id, id);
CREATE INDEX tickets_updated ON public.tickets USING btree (tenant_id, updated_at, id);
CREATE INDEX timers_due ON public.timers USING btree (tenant_id, due_at, id);
CREATE INDEX timers_ticket ON public.timers USING btree (tenant_id, ticket_id);
CREATE INDEX tokens_parent ON public.tokens USING btree (tenant_id, parent_id);
CREATE UNIQUE INDEX tokens_token ON public.tokens USING btree (tenant_id, token_hash);
CREATE INDEX tokens_user ON public.tokens USING btree (tenant_id, user_id);
CREATE UNIQUE INDEX types_path ON public.types USING btree (tenant_id, path) WHERE (archived_at IS NULL);
CREATE INDEX user_roles_role ON public.user_roles USING btree (tenant_id, role_id);
CREATE INDEX user_skills_skill ON public.user_skills USING btree (tenant_id, skill, level);
CREATE UNIQUE INDEX users_login ON public.users USING btree (tenant_id, login);
ALTER TABLE ONLY public.leases
    ADD CONSTRAINT leases_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
ALTER TABLE ONLY public.tenant_hosts
    ADD CONSTRAINT tenant_hosts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
