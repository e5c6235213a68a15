-- What holds in the whole country for the hotline, messages, squads, resumption and difficulties until a command says
-- otherwise.
INSERT INTO rules (id, kind, division, value, effective_from, source, author, author_name, note, created_at) VALUES
    ('00000000-0000-7000-8000-00000000000b', 'working_hours', NULL, '08:30-12:00 13:30-17:30', 0,
     '国家机关通行的工作时间', NULL, 'tongzhou', '本系统的默认值。', 0),
    ('00000000-0000-7000-8000-00000000000c', 'message_hours', NULL, '07:00-22:00', 0,
     '夜间不打扰', NULL, 'tongzhou', '本系统的默认值；紧急消息不受此限。', 0),
    ('00000000-0000-7000-8000-00000000000d', 'ticket_reply_days', NULL, '5', 0,
     '山东省2020年政务服务热线：承办单位 5 个工作日内答复', NULL, 'tongzhou', '', 0),
    ('00000000-0000-7000-8000-00000000000e', 'ticket_extension_days', NULL, '10', 0,
     '山东省2020年政务服务热线：延期一般不超过 10 个工作日', NULL, 'tongzhou', '', 0),
    ('00000000-0000-7000-8000-00000000000f', 'ticket_return_days', NULL, '2', 0,
     '山东省2020年政务服务热线：不属本单位职责的 2 个工作日内说明理由退回', NULL, 'tongzhou', '', 0),
    ('00000000-0000-7000-8000-000000000010', 'squad_enterprises_least', NULL, '5', 0,
     '济宁市防疫先锋队：每队联系 5 至 7 家企业', NULL, 'tongzhou', '', 0),
    ('00000000-0000-7000-8000-000000000011', 'squad_enterprises_most', NULL, '7', 0,
     '济宁市防疫先锋队：每队联系 5 至 7 家企业', NULL, 'tongzhou', '', 0),
    ('00000000-0000-7000-8000-000000000012', 'approval_stages', NULL, 'town:8 county:16', 0,
     '县级复工流程：片区初验，县级审批验收', NULL, 'tongzhou', '只在实行审批的地方适用。', 0),
    ('00000000-0000-7000-8000-000000000013', 'supplies_days_required', NULL, '3', 0,
     '复工备案材料：防疫物资储备不少于 3 天用量', NULL, 'tongzhou', '', 0),
    ('00000000-0000-7000-8000-000000000014', 'difficulty_due_days', NULL, '5', 0,
     '企业难题 5 个工作日内办结', NULL, 'tongzhou', '本系统的默认值。', 0);
