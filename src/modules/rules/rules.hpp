// Rules in force: what a command may change from one week to the next, and what verdicts, passes and plans are made by.
//
// A rule says one value for one kind, in one division (or the whole country), from an instant on, with its source (the
// document and clause) and its author. In force at an instant and a place is the rule of the *nearest* division that
// has any rule of the kind effective by then; within that division the latest effective one, and of two effective at
// the same instant the one made later. So a county's older rule stands before the province's newer one.
//
// Rules are never changed or deleted: a new one supersedes. A withdrawal is a rule too, and lets the division fall back
// to what holds above it. The country has a rule of every kind from the first migration, which can be superseded but
// not withdrawn: every question has an answer.
#pragma once

#include "base/codes.hpp"
#include "base/quantity.hpp"
#include "platform/api/api.hpp"
#include "platform/calendar/calendar.hpp"

namespace tongzhou {
extern const sql::MigrationSet rules_migrations;
/// Its `provide` makes the memory that the functions below need.
extern const Module rules_module;
}  // namespace tongzhou

namespace tongzhou::rules {

BOOST_DEFINE_ENUM_CLASS(RuleKind, fever_threshold, pass_validity_days, pass_required, resumption_procedure,
                        permit_required, queue_spacing_cm, health_retention_days, passage_retention_days,
                        contact_window_minutes, observation_days, working_hours, message_hours, ticket_reply_days,
                        ticket_extension_days, ticket_return_days, squad_enterprises_least, squad_enterprises_most,
                        approval_stages, supplies_days_required, difficulty_due_days)

/// Hours of a day, "08:30-12:00 13:30-17:30": in order and apart, in minutes after midnight.
using Hours = calendar::Hours;

/// One review of an application to resume work.
struct Stage {
    std::string name;  ///< snake_case: "town", "county_health"
    int hours = 0;     ///< working hours it may take, 1–400
    bool operator==(const Stage&) const = default;
};

/// How an enterprise comes to resume work: it files and begins, or waits for an approval.
BOOST_DEFINE_ENUM_CLASS(Procedure, filing, approval)

// What is in force at `at` in `division` (unset: the country). From memory: read anew after each change made here, and
// every two seconds for the changes of other nodes. A rule written in the same, uncommitted transaction need not be
// seen yet. Safe from any thread.

/// A reading at or over this is a fever.
DeciCelsius fever_threshold(Snapshot& snapshot, const DivisionCode& division, Instant at);
/// How long a health pass is valid from the declaration that earned it, in days, 1–365.
int pass_validity_days(Snapshot& snapshot, const DivisionCode& division, Instant at);
/// Whether a gate admits only those with a valid pass.
bool pass_required(Snapshot& snapshot, const DivisionCode& division, Instant at);
Procedure resumption_procedure(Snapshot& snapshot, const DivisionCode& division, Instant at);
/// Whether a site may open its gates only with a permit to resume work.
bool permit_required(Snapshot& snapshot, const DivisionCode& division, Instant at);
/// Between two people of a queue, in centimetres, 50–1000.
int queue_spacing_cm(Snapshot& snapshot, const DivisionCode& division, Instant at);
/// Health declarations and readings older than this many days are destroyed, 14–3650.
int health_retention_days(Snapshot& snapshot, const DivisionCode& division, Instant at);
/// Passages older than this many days are destroyed, 14–3650.
int passage_retention_days(Snapshot& snapshot, const DivisionCode& division, Instant at);
/// Who passed the same gate within this many minutes of a feverish person, before or after, is a contact, 1–1440.
int contact_window_minutes(Snapshot& snapshot, const DivisionCode& division, Instant at);
/// For so many days after a symptom, a contact or a return to the province nobody is fit for a pass, 1–60.
int observation_days(Snapshot& snapshot, const DivisionCode& division, Instant at);

/// When offices work, on working days: deadlines in hours count these alone.
std::vector<Hours> working_hours(Snapshot& snapshot, const DivisionCode& division, Instant at);
/// When messages that are not urgent may be sent, on any day; what comes at night waits.
std::vector<Hours> message_hours(Snapshot& snapshot, const DivisionCode& division, Instant at);
/// Working days in which the handler of a ticket replies, 1–60.
int ticket_reply_days(Snapshot& snapshot, const DivisionCode& division, Instant at);
/// By how many working days at most a ticket's deadline may be put off, 1–60.
int ticket_extension_days(Snapshot& snapshot, const DivisionCode& division, Instant at);
/// Working days in which a ticket that came to the wrong department goes back, 1–30.
int ticket_return_days(Snapshot& snapshot, const DivisionCode& division, Instant at);
/// How few and how many enterprises a squad looks after, 1–50.
int squad_enterprises_least(Snapshot& snapshot, const DivisionCode& division, Instant at);
int squad_enterprises_most(Snapshot& snapshot, const DivisionCode& division, Instant at);
/// The reviews of an approval, one after the other; those within a step go on side by side.
std::vector<std::vector<Stage>> approval_stages(Snapshot& snapshot, const DivisionCode& division, Instant at);
/// For how many days an enterprise must have supplies before it resumes work, 1–60.
int supplies_days_required(Snapshot& snapshot, const DivisionCode& division, Instant at);
/// Working days in which a difficulty is to be solved, 1–60.
int difficulty_due_days(Snapshot& snapshot, const DivisionCode& division, Instant at);

/// When rules for that place, or for one above it, take effect after `from` and until `until`, in order: between two of
/// these instants nothing above changes.
std::vector<Instant> changes_between(Snapshot& snapshot, const DivisionCode& division, Instant from, Instant until);

}  // namespace tongzhou::rules
