-- What the schema language cannot say: the invariants of money as constraints, append-only tables, day partitions.

-- Wallet: every part at least zero, and the parts add up to what was credited.
ALTER TABLE "wallet"
  ADD CONSTRAINT "wallet_parts_not_negative" CHECK (
    "available" >= 0 AND "leased" >= 0 AND "settled" >= 0 AND "disputed" >= 0 AND "refund_pending" >= 0 AND "credited" >= 0),
  ADD CONSTRAINT "wallet_parts_sum_to_credited" CHECK (
    "available" + "leased" + "settled" + "disputed" + "refund_pending" = "credited");

ALTER TABLE "lot"
  ADD CONSTRAINT "lot_source_known" CHECK ("source" IN ('purchase', 'promotion', 'adjustment')),
  ADD CONSTRAINT "lot_remaining_within_amount" CHECK ("remaining" >= 0 AND "remaining" <= "amount");

ALTER TABLE "lease"
  ADD CONSTRAINT "lease_state_known" CHECK ("state" IN ('open', 'closed')),
  ADD CONSTRAINT "lease_consumed_within_granted" CHECK ("granted" >= 0 AND "consumed" >= 0 AND "consumed" <= "granted"),
  ADD CONSTRAINT "lease_closed_when_closed" CHECK (("state" = 'closed') = ("closed_at" IS NOT NULL));

ALTER TABLE "budget"
  ADD CONSTRAINT "budget_scope_known" CHECK ("scope" IN ('organization', 'workspace', 'member', 'key', 'end_user')),
  ADD CONSTRAINT "budget_period_known" CHECK ("period" IN ('day', 'week', 'month', 'lifetime')),
  ADD CONSTRAINT "budget_limit_not_negative" CHECK ("limit_nano_usd" >= 0);
-- One live budget for a scope and period; deleted ones stay for the record.
CREATE UNIQUE INDEX "budget_live_scope_period_key" ON "budget" ("scope", "scope_id", "period") WHERE "deleted_at" IS NULL;

ALTER TABLE "budget_window"
  ADD CONSTRAINT "budget_window_parts_not_negative" CHECK ("reserved" >= 0 AND "spent" >= 0);
ALTER TABLE "lease_budget_window"
  ADD CONSTRAINT "lease_budget_window_reserved_not_negative" CHECK ("reserved" >= 0);

ALTER TABLE "charge"
  ADD CONSTRAINT "charge_within_hold" CHECK ("amount" >= 0 AND "amount" <= "held"),
  ADD CONSTRAINT "charge_usage_source_known" CHECK ("usage_source" IN ('reported', 'estimated', 'none'));

ALTER TABLE "purchase"
  ADD CONSTRAINT "purchase_amounts_add_up" CHECK (
    "credits_cents" > 0 AND "fee_cents" >= 0 AND "total_cents" = "credits_cents" + "fee_cents"),
  ADD CONSTRAINT "purchase_status_known" CHECK (
    "status" IN ('created', 'processing', 'paid', 'fulfilled', 'failed', 'expired', 'refunded', 'rejected'));

ALTER TABLE "membership"
  ADD CONSTRAINT "membership_role_known" CHECK ("role" IN ('owner', 'admin', 'billing', 'developer', 'viewer'));
ALTER TABLE "workspace"
  ADD CONSTRAINT "workspace_mode_known" CHECK ("mode" IN ('live', 'test'));
ALTER TABLE "api_key"
  ADD CONSTRAINT "api_key_kind_known" CHECK ("kind" IN ('inference', 'management'));
ALTER TABLE "generation"
  ADD CONSTRAINT "generation_outcome_known" CHECK ("outcome" IN ('succeeded', 'failed', 'refused', 'cancelled')),
  ADD CONSTRAINT "generation_cost_not_negative" CHECK ("cost_nano_usd" >= 0);

-- Append-only: a correction is a new transfer, never an edit.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "ledger_transaction_append_only" BEFORE UPDATE OR DELETE ON "ledger_transaction"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "ledger_entry_append_only" BEFORE UPDATE OR DELETE ON "ledger_entry"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "price_version_append_only" BEFORE UPDATE OR DELETE ON "price_version"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- Balanced: at commit, the entries of every touched transaction sum to zero.
CREATE FUNCTION "require_balanced_transaction"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum("amount") FROM "ledger_entry" WHERE "transaction_id" = NEW."transaction_id") <> 0 THEN
    RAISE EXCEPTION 'ledger transaction % does not sum to zero', NEW."transaction_id" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "ledger_entry_balanced" AFTER INSERT ON "ledger_entry"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "require_balanced_transaction"();

-- Day partitions. The default partition catches a row whose day nobody prepared, so that none is ever lost.
CREATE TABLE "charge_default" PARTITION OF "charge" DEFAULT;
CREATE TABLE "generation_default" PARTITION OF "generation" DEFAULT;

-- Makes the partitions for [first_day, last_day]; days that have rows in the default partition keep them there.
CREATE FUNCTION "ensure_day_partitions"("first_day" date, "last_day" date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  "parent" text;
  "one_day" date;
  "part" text;
  "occupied" boolean;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ensure_day_partitions'));
  FOREACH "parent" IN ARRAY ARRAY['charge', 'generation'] LOOP
    FOR "one_day" IN SELECT generate_series("first_day", "last_day", interval '1 day')::date LOOP
      "part" := "parent" || '_' || to_char("one_day", 'YYYYMMDD');
      IF to_regclass(quote_ident("part")) IS NULL THEN
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE "day" = %L)', "parent" || '_default', "one_day") INTO "occupied";
        IF NOT "occupied" THEN
          EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', "part", "parent", "one_day", "one_day" + 1);
        END IF;
      END IF;
    END LOOP;
  END LOOP;
END $$;
SELECT "ensure_day_partitions"(current_date - 1, current_date + 7);
