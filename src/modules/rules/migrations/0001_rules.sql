-- Rules in force, dated, per division, each with its source and author. Rows are only ever added. A reference table:
-- some hundreds of rows, held in memory by every node.
CREATE TABLE rules (
    id             UUID   NOT NULL PRIMARY KEY,
    kind           TEXT   NOT NULL,
    division       TEXT,              -- NULL: the whole country
    value          TEXT   NOT NULL,   -- as its kind spells it, or 'withdrawn'
    effective_from BIGINT NOT NULL,   -- 0: always
    source         TEXT   NOT NULL,   -- document and clause
    author         UUID,              -- NULL: came with the program
    author_name    TEXT   NOT NULL,
    note           TEXT   NOT NULL,
    created_at     BIGINT NOT NULL
);
CREATE INDEX rules_kind ON rules (kind, division, effective_from);

-- What holds in the whole country until a command says otherwise.
INSERT INTO rules (id, kind, division, value, effective_from, source, author, author_name, note, created_at) VALUES
    ('00000000-0000-7000-8000-000000000001', 'fever_threshold', NULL, '37.3', 0,
     '国发明电〔2020〕4号：测量体温；37.3 ℃ 为通行界值', NULL, 'tongzhou', '部分指南用 37.2 ℃，各地可另行规定。', 0),
    ('00000000-0000-7000-8000-000000000002', 'pass_validity_days', NULL, '14', 0,
     '山东省2020年健康通行证：有效期 14 天', NULL, 'tongzhou', '', 0),
    ('00000000-0000-7000-8000-000000000003', 'pass_required', NULL, 'true', 0,
     '企业复工入厂查验健康通行证', NULL, 'tongzhou', '', 0),
    ('00000000-0000-7000-8000-000000000004', 'resumption_procedure', NULL, 'filing', 0,
     '山东省2020年复工要求：不得以备案为名变相审批', NULL, 'tongzhou', '需审批的地方另行规定。', 0),
    ('00000000-0000-7000-8000-000000000005', 'permit_required', NULL, 'false', 0,
     '国家没有统一的复工许可', NULL, 'tongzhou', '实行许可的地方另行规定。', 0),
    ('00000000-0000-7000-8000-000000000006', 'queue_spacing_cm', NULL, '300', 0,
     '济宁市企业入口排队间距 3 米', NULL, 'tongzhou', '', 0),
    ('00000000-0000-7000-8000-000000000007', 'health_retention_days', NULL, '180', 0,
     '个人信息保护法第十九条：保存期限为实现目的所必要的最短时间', NULL, 'tongzhou', '本系统的默认值。', 0),
    ('00000000-0000-7000-8000-000000000008', 'passage_retention_days', NULL, '365', 0,
     '个人信息保护法第十九条：保存期限为实现目的所必要的最短时间', NULL, 'tongzhou', '本系统的默认值。', 0),
    ('00000000-0000-7000-8000-000000000009', 'contact_window_minutes', NULL, '15', 0,
     '同一入口前后 15 分钟内通行者', NULL, 'tongzhou', '', 0),
    ('00000000-0000-7000-8000-00000000000a', 'observation_days', NULL, '14', 0,
     '山东省2020年健康通行证：14 天内无发热、咳嗽，返鲁、接触疫区不满 14 天者除外', NULL, 'tongzhou', '', 0);
