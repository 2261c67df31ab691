// What the stand-in knows: a company, its invite, and how far a person may have got with it.

import type {
  CheckCard,
  CheckEntry,
  CompanyCard,
  KeptReport,
  OfferView,
  PersonAnswer,
  Report,
  ReportDraft,
  SentReport,
} from "@porchlight/api";

import { OPTIONAL, type Result } from "./results";

/** A fixed "now", so that pictures of the pages do not change from day to day. */
export const NOW = "2026-11-22T10:38:00Z";

export const COMPANY: CompanyCard = {
  id: "5b0d5c1e-3f0a-4c57-9a5e-0d3a8f3a1c01",
  name: "Bramble & Co.",
  provider: "Northgate IT",
  help_desk: { phone: "020 7946 0123", hours: "Mon to Fri, 8:00 to 18:00" },
};

export const OFFER: OfferView = {
  person: "Ana Prieto",
  expires_at: "2026-11-29T17:00:00Z",
  address: "help.northgate.example",
  collector_fingerprint: "b38e 5f0c 71d2 4a96 0e8f",
  device_fingerprint: "4c17 d9a0 66b5 13fe 82c4",
};

/** Whom the invite was made for. */
export const PERSON = "Ana Prieto";

/** Where the stand-in says that it wrote the copies. */
export const EXPORTED_TO = "/home/ana/Downloads/reports-2026-11-22.json";

export function cardOf(result: Result, answer: PersonAnswer | null = null): CheckCard {
  const { check, os, outcome, standing, facts, readings, settings = false } = result;
  const finding = { outcome, standing, os, settings, observed_at: NOW, facts, readings };
  return { id: check, running: false, finding, answer };
}

/** The draft on what was found, as the bytes that would be signed. */
export function draftOn(cards: readonly CheckCard[], left_out: readonly string[] = []): ReportDraft {
  const id = "c0a80b8e-6a0d-4d53-8c0b-6f4b3f7d2e10";
  const optional = cards.map((card) => card.id).filter((check) => OPTIONAL.includes(check));
  return { id, exact: exactOn(id, NOW, cards, left_out), optional, left_out: [...left_out] };
}

function exactOn(id: string, at: string, cards: readonly CheckCard[], left_out: readonly string[]): string {
  const report: Report = {
    schema: "porchlight.report/1",
    report_id: id,
    company_id: COMPANY.id,
    device_id: "0f7a2c44-9d1e-4b7c-a1b5-2f6e8c9d0a31",
    created_at: at,
    app: { version: "0.1.0", policy_version: 1 },
    device: { ownership: "personal", os: { family: "linux", name: "debian", version: "12" } },
    checks: cards.flatMap((card) => entryOf(card, left_out.includes(card.id))),
  };
  return JSON.stringify(report, null, 2);
}

function entryOf({ id, finding, answer }: CheckCard, leftOut: boolean): CheckEntry[] {
  if (finding === null) {
    return [];
  }
  const { outcome, observed_at, facts } = finding;
  if (leftOut) {
    return [{ id, outcome: { status: "unknown", cause: "not_shared" }, grade: "declared", observed_at, facts: {} }];
  }
  return [{ id, outcome, grade: "observed", observed_at, facts, ...(answer === null ? {} : { person: answer }) }];
}

const WITHDRAWN: SentReport = {
  id: "1f0c9f52-7d0e-4b0a-9f43-2b8a5d0e7c03",
  signed_at: "2026-11-08T16:20:00Z",
  state: { state: "withdrawn", reference: "PL-2M8D-X7", withdrawn_at: "2026-11-09T07:55:00Z" },
};

const RECEIVED: SentReport = {
  id: "8c5d0a17-02ab-4f5e-8d11-7a90c2b3e602",
  signed_at: "2026-11-21T17:02:00Z",
  state: { state: "received", reference: "PL-9T4V-H6", received_at: "2026-11-21T17:02:00Z" },
};

export const SENT_NOW: SentReport = {
  id: "c0a80b8e-6a0d-4d53-8c0b-6f4b3f7d2e10",
  signed_at: NOW,
  state: { state: "received", reference: "PL-7F3K-Q2", received_at: NOW },
};

export const WAITING_NOW: SentReport = { ...SENT_NOW, state: { state: "waiting" } };

/** Reports from before, the newest first: one that arrived, and one that was taken back. */
export const EARLIER: readonly SentReport[] = [RECEIVED, WITHDRAWN];

/** The copy of a report, with what the checks found then. */
export function keptCopy({ id, signed_at }: SentReport, cards: readonly CheckCard[], left_out: readonly string[] = []): KeptReport {
  return { id, exact: exactOn(id, signed_at, cards, left_out) };
}
