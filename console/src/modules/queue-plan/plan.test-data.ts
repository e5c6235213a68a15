// A plan as the API gives it, for tests.
import type { Plan, Slot } from "./planRows";

export const slot = (minute: number, arrivals: number, queue: number, more: Partial<Slot> = {}): Slot => ({
  minute,
  arrivals,
  mean_queue: queue / 2,
  longest_queue: queue,
  longest_queue_metres: queue * 1.5,
  mean_wait_seconds: queue * 2,
  p95_wait_seconds: queue * 3,
  longest_wait_seconds: queue * 4,
  fits_yard: queue <= 30,
  ...more,
});

export const plan = (): Plan => ({
  id: "01900000-0000-7000-8000-000000000007",
  finding: "staggered",
  says_zh: "排队最长约 40 人",
  says_en: "the line reaches about 40 people",
  arrivals_of: "2020-02-21",
  lanes: 2,
  deciseconds_per_person: 35,
  spacing_cm: 150,
  yard_length_dm: 450,
  longest_wait_minutes: 10,
  capacity: 171.4,
  forecast: {
    people: 70,
    longest_queue: 40,
    longest_queue_metres: 60,
    mean_wait_seconds: 80,
    p95_wait_seconds: 120,
    longest_wait_seconds: 160,
    fits_yard: false,
    fits_wait: true,
    slots: [slot(465, 0, 0), slot(470, 30, 0), slot(475, 40, 40), slot(480, 0, 10)],
  },
  proposal: {
    waves: [
      { shift: "早班", people: 40, start_minute: 480, moved_minutes: 0 },
      { shift: "=早班", people: 30, start_minute: 490, moved_minutes: -10 },
      { shift: "早班", people: 10, start_minute: 500, moved_minutes: 20 },
    ],
    person_minutes: 500,
    forecast: {
      people: 70,
      longest_queue: 20,
      longest_queue_metres: 30,
      mean_wait_seconds: 40,
      p95_wait_seconds: 60,
      longest_wait_seconds: 80,
      fits_yard: true,
      fits_wait: true,
      slots: [slot(475, 40, 20), slot(480, 30, 5), slot(485, 0, 0)],
    },
  },
});
