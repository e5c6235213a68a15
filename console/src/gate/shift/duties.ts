// What goes on in the background during a shift: saying that the device is there, sending what waits, keeping the
// roster fresh. Each duty looks after itself; a failure of one is no failure of the others.
import { keep, type Enrolment, type GateDatabase } from "../keeping/database";
import { countWaiting, forgetBefore } from "../keeping/queue";
import { makeRoster } from "../rules/roster";
import { isRevocation, NoAnswer, Refusal, type GateApi } from "../server/api";
import { backOff, oneTabAtATime, sendWaiting, type OneAtATime, type SendingEnd } from "../server/sending";
import { synchronise } from "../server/synchronising";
import { roster, shift, type Network } from "./state";

const heartbeatEvery = 60_000;
/** Somebody waits for the network: it is looked for more often than it is told that all is well. */
const lookEvery = 10_000;
const synchroniseEvery = 10 * 60_000;

export interface Duties {
  /** Something new waits, or somebody has asked. */
  sendSoon(): void;
  /** The network or somebody is back: look at once. */
  wake(): void;
  /** Everything now, also what the server refused before. */
  everythingNow(): Promise<void>;
  synchroniseNow(): Promise<void>;
  heard(news: "answer" | "no_answer" | "revoked"): void;
  /** Reads again what another tab may have changed. */
  recount(): Promise<void>;
  stop(): void;
}

export interface DutySurroundings {
  database: GateDatabase;
  api: GateApi;
  now: () => number;
  random: () => number;
  /** Tells the other tabs. */
  changed: (what: "queue" | "roster" | "enrolment") => void;
  alone?: OneAtATime;
}

export function startDuties(around: DutySurroundings): Duties {
  const { database, api, now } = around;
  const alone = around.alone ?? oneTabAtATime;
  let stopped = false;
  let failures = 0;
  let sendTimer: ReturnType<typeof setTimeout> | undefined;
  let heartbeatTimer: ReturnType<typeof setTimeout> | undefined;
  let sendingNow: Promise<void> | undefined;
  let synchronisingNow: Promise<void> | undefined;

  const recount = async () => {
    shift.waiting = await countWaiting(database);
  };

  const setNetwork = (network: Network) => {
    const regained = network === "online" && shift.network !== "online";
    shift.network = network;
    if (!regained) return;
    failures = 0;
    sendIn(0);
    if (shift.syncedAt === undefined || now() - shift.syncedAt > synchroniseEvery) void synchroniseNow();
  };

  const noteRevoked = async () => {
    const enrolment = shift.enrolment;
    if (!enrolment || enrolment.revokedAt !== undefined) return;
    const revoked: Enrolment = { ...enrolment, revokedAt: now() };
    shift.enrolment = revoked;
    await keep(database, "enrolment", revoked);
    around.changed("enrolment");
    sendIn(0);
  };

  const heardFault = async (fault: unknown) => {
    if (isRevocation(fault)) return noteRevoked();
    if (fault instanceof NoAnswer) return setNetwork("offline");
    if (fault instanceof Refusal) return setNetwork("busy");
    throw fault;
  };

  // Sending

  const sendIn = (delay: number) => {
    if (stopped) return;
    clearTimeout(sendTimer);
    sendTimer = setTimeout(() => void sendNow(false), delay);
  };

  const sendNow = (includeRefused: boolean): Promise<void> => {
    sendingNow ??= send(includeRefused).finally(() => {
      sendingNow = undefined;
    });
    return sendingNow;
  };

  const send = async (includeRefused: boolean) => {
    await recount();
    const enrolment = shift.enrolment;
    if (stopped || !enrolment || shift.waiting.count === 0) return;
    shift.sending = true;
    try {
      const end = await sendWaiting(
        {
          database,
          api,
          now,
          handingOver: enrolment.revokedAt !== undefined,
          includeRefused,
          progress: () => {
            if (shift.network !== "online") setNetwork("online");
            void recount();
            around.changed("queue");
          },
        },
        alone,
      );
      await afterSending(end);
    } finally {
      shift.sending = false;
      await recount();
      // What arrived meanwhile, or was held back for a moment.
      if (shift.waiting.count > shift.waiting.refused && !stopped) sendIn(waitBeforeSending());
    }
  };

  const afterSending = async (end: SendingEnd) => {
    shift.handoverRefused = end.end === "not_revoked";
    if (end.end === "sent" || end.end === "busy") failures = 0;
    else failures++;
    if (end.end === "no_answer") setNetwork("offline");
    if (end.end === "later" || end.end === "not_revoked") setNetwork("busy");
    if (end.end === "later" && end.retryAfterSeconds !== undefined) askedToWait = end.retryAfterSeconds * 1_000;
    if (end.end === "revoked") await noteRevoked();
  };

  let askedToWait = 0;
  const waitBeforeSending = () => {
    const wait = Math.max(askedToWait, failures === 0 ? 2_500 : backOff(failures, around.random));
    askedToWait = 0;
    return wait;
  };

  // Being there

  const beatIn = (delay: number) => {
    clearTimeout(heartbeatTimer);
    if (!stopped) heartbeatTimer = setTimeout(() => void beat(), delay);
  };

  const beat = async () => {
    if (shift.enrolment && shift.enrolment.revokedAt === undefined) {
      try {
        await sayThatWeAreHere();
      } catch (fault) {
        await heardFault(fault);
      }
    }
    beatIn(shift.network === "online" ? heartbeatEvery : lookEvery);
  };

  const sayThatWeAreHere = async () => {
    await recount();
    const { count, oldestAt } = shift.waiting;
    const answer = await api.heartbeat({
      sent_at: new Date(now()).toISOString(),
      queue_length: count,
      ...(oldestAt === undefined ? {} : { oldest_waiting_at: new Date(oldestAt).toISOString() }),
    });
    shift.skew = answer.clock_skew_ms;
    setNetwork("online");
    const stale = shift.syncedAt === undefined || now() - shift.syncedAt > synchroniseEvery;
    if (stale || answer.config_version !== shift.config?.version) await synchroniseNow();
  };

  // The roster

  const synchroniseNow = (): Promise<void> => {
    synchronisingNow ??= synchroniseOnce().finally(() => {
      synchronisingNow = undefined;
    });
    return synchronisingNow;
  };

  const synchroniseOnce = async () => {
    if (!shift.enrolment || shift.enrolment.revokedAt !== undefined) return;
    shift.synchronising = true;
    try {
      const done = await synchronise(database, api, now);
      if (done.config) shift.config = done.config;
      if (done.changed || roster.value.people.length === 0) roster.value = makeRoster(done.pages.map((p) => p.people));
      shift.syncedAt = now();
      shift.skew = done.skew;
      setNetwork("online");
      around.changed("roster");
    } catch (fault) {
      await heardFault(fault);
    } finally {
      shift.synchronising = false;
    }
  };

  const tidy = setInterval(() => void forgetBefore(database, startOfYesterday(now())), 3_600_000);
  void forgetBefore(database, startOfYesterday(now()));
  beatIn(0);

  return {
    // While the network is away its return is waited for, not looked for with every passage.
    sendSoon: () => (failures === 0 ? sendIn(0) : void recount()),
    wake: () => {
      failures = 0;
      beatIn(0);
      sendIn(0);
    },
    everythingNow: async () => {
      failures = 0;
      await Promise.all([synchroniseNow(), sendNow(true)]);
      beatIn(0);
    },
    synchroniseNow,
    heard: (news) => {
      if (news === "answer") setNetwork("online");
      else if (news === "revoked") void noteRevoked();
      else {
        setNetwork("offline");
        beatIn(lookEvery / 4);
      }
    },
    recount,
    stop: () => {
      stopped = true;
      clearTimeout(sendTimer);
      clearTimeout(heartbeatTimer);
      clearInterval(tidy);
    },
  };
}

/** The night shift's list reaches back over midnight, so yesterday is kept as well. Days are those of Shanghai. */
function startOfYesterday(now: number): number {
  const day = 86_400_000;
  const offset = 8 * 3_600_000;
  return Math.floor((now + offset) / day) * day - offset - day;
}
