-- Holds and settlement as one call each, so that a wallet's lock is never kept across a network round trip.
--
-- One rule makes them safe: whoever changes a wallet, its lots, its leases' money or its budget windows holds the
-- wallet's row lock. Order: leases (sorted), then wallets (sorted), then everything under them.

-- A person may belong to several organizations, each with its own budget for that person.
DROP INDEX "budget_live_scope_period_key";
CREATE UNIQUE INDEX "budget_live_scope_period_key"
  ON "budget" ("organization_id", "scope", "scope_id", "period") WHERE "deleted_at" IS NULL;

-- The limit under which the window last admitted something. The promise "spent + reserved ≤ limit" is thereby a
-- constraint of the database, and stays true when somebody lowers the budget below what is spent already.
ALTER TABLE "budget_window" ADD COLUMN "limit_nano_usd" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "budget_window" ALTER COLUMN "limit_nano_usd" DROP DEFAULT;
ALTER TABLE "budget_window"
  ADD CONSTRAINT "budget_window_within_limit" CHECK ("spent" + "reserved" <= "limit_nano_usd");

-- Sums of charges by UTC day, kept by settlement itself: the ledger page and key usage never scan charges.
CREATE TABLE "charge_day" (
  "organization_id" TEXT NOT NULL,
  "day" DATE NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "api_key_id" TEXT NOT NULL,
  "requests" BIGINT NOT NULL DEFAULT 0,
  "amount" BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "charge_day_pkey" PRIMARY KEY ("organization_id", "day", "workspace_id", "api_key_id"),
  CONSTRAINT "charge_day_not_negative" CHECK ("requests" >= 0 AND "amount" >= 0)
);
CREATE INDEX "charge_day_organization_id_api_key_id_day_idx" ON "charge_day" ("organization_id", "api_key_id", "day");

-- How far a job that lists an outside system has come.
CREATE TABLE "job_cursor" (
  "name" TEXT NOT NULL,
  "position" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "job_cursor_pkey" PRIMARY KEY ("name")
);

-- Lots are consumed and listed by what is left of them.
CREATE INDEX "lot_with_remainder_idx" ON "lot" ("organization_id", "expires_at") WHERE "remaining" > 0;

-- The ledger page reads everything but charges one by one.
CREATE INDEX "ledger_transaction_not_charge_idx" ON "ledger_transaction" ("organization_id", "created_at") WHERE "kind" <> 'charge';

-- The half-open UTC interval [window_start, window_end) of a period at an instant; a lifetime has no end.
CREATE FUNCTION "budget_window_bounds"(p_period text, p_at timestamptz)
RETURNS TABLE (window_start timestamptz, window_end timestamptz) LANGUAGE sql IMMUTABLE AS $$
  SELECT
    CASE p_period WHEN 'lifetime' THEN timestamptz '1970-01-01 00:00:00+00'
      ELSE date_trunc(p_period, p_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' END,
    CASE p_period WHEN 'lifetime' THEN NULL
      ELSE (date_trunc(p_period, p_at AT TIME ZONE 'UTC') + ('1 ' || p_period)::interval) AT TIME ZONE 'UTC' END
$$;

-- The live budgets over some scopes with the figures of their current window, which need not exist yet.
CREATE FUNCTION "live_budget_windows"(p_organization_id text, p_scopes text[], p_scope_ids text[], p_at timestamptz)
RETURNS TABLE (
  budget_id text, scope text, scope_id text, period text, limit_nano_usd bigint,
  spent bigint, reserved bigint, free bigint, window_start timestamptz, window_end timestamptz
) LANGUAGE sql STABLE AS $$
  SELECT b."id", b."scope", b."scope_id", b."period", b."limit_nano_usd",
    coalesce(w."spent", 0), coalesce(w."reserved", 0),
    b."limit_nano_usd" - coalesce(w."spent", 0) - coalesce(w."reserved", 0),
    bounds.window_start, bounds.window_end
  FROM unnest(p_scopes, p_scope_ids) AS wanted(scope, scope_id)
  JOIN "budget" b ON b."organization_id" = p_organization_id AND b."scope" = wanted.scope
    AND b."scope_id" = wanted.scope_id AND b."deleted_at" IS NULL
  CROSS JOIN LATERAL "budget_window_bounds"(b."period", p_at) AS bounds
  LEFT JOIN "budget_window" w ON w."budget_id" = b."id" AND w."window_start" = bounds.window_start
$$;

-- Takes the lock that everything about an organization's money is done under.
CREATE FUNCTION "lock_wallet"(p_organization_id text) RETURNS "wallet" LANGUAGE plpgsql AS $$
DECLARE
  v_wallet "wallet";
BEGIN
  SELECT * INTO v_wallet FROM "wallet" WHERE "organization_id" = p_organization_id FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO "wallet" ("organization_id") VALUES (p_organization_id) ON CONFLICT DO NOTHING;
    SELECT * INTO v_wallet FROM "wallet" WHERE "organization_id" = p_organization_id FOR UPDATE;
  END IF;
  RETURN v_wallet;
END $$;

-- Holds an amount under the balance and every live budget, or names the tightest limit that is in the way.
-- outcome: held | refused | stale_epoch | lease_closed. The same lease id again gives the same answer.
CREATE FUNCTION "reserve_hold"(
  p_organization_id text, p_workspace_id text, p_generation_id text, p_lease_id text, p_instance_id text,
  p_epoch bigint, p_amount bigint, p_scopes text[], p_scope_ids text[]
) RETURNS TABLE (
  outcome text, scope text, scope_id text, period text, limit_nano_usd bigint,
  used bigint, reserved bigint, free bigint, resets_at timestamptz
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_wallet "wallet";
  v_lease "lease";
  v_tightest record;
  v_now timestamptz;
BEGIN
  v_wallet := "lock_wallet"(p_organization_id);
  -- Read after the lock: a concurrent repetition with the same lease id has committed by now.
  SELECT * INTO v_lease FROM "lease" WHERE "id" = p_lease_id;
  IF FOUND THEN
    IF (v_lease."organization_id", v_lease."generation_id", v_lease."granted")
       IS DISTINCT FROM (p_organization_id, p_generation_id, p_amount) THEN
      RAISE EXCEPTION 'lease % holds something else', p_lease_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    outcome := CASE v_lease."state" WHEN 'open' THEN 'held' ELSE 'lease_closed' END;
    RETURN NEXT;
    RETURN;
  END IF;

  -- Not locked: a hold that slips in beside a reaper carries the old epoch, by which the next run finds it.
  IF NOT EXISTS (SELECT FROM "gateway_instance" WHERE "id" = p_instance_id AND "epoch" = p_epoch) THEN
    outcome := 'stale_epoch';
    RETURN NEXT;
    RETURN;
  END IF;

  v_now := clock_timestamp();
  SELECT * INTO v_tightest FROM (
    SELECT 'balance' AS scope, p_organization_id AS scope_id, NULL::text AS period,
      v_wallet."credited" - v_wallet."disputed" - v_wallet."refund_pending" AS limit_nano_usd,
      v_wallet."settled" AS used, v_wallet."leased" AS reserved, v_wallet."available" AS free,
      NULL::timestamptz AS resets_at, 0 AS rank
    UNION ALL
    SELECT b.scope, b.scope_id, b.period, b.limit_nano_usd, b.spent, b.reserved, b.free, b.window_end,
      array_position(p_scopes, b.scope)
    FROM "live_budget_windows"(p_organization_id, p_scopes, p_scope_ids, v_now) AS b
  ) AS ceiling WHERE ceiling.free < p_amount ORDER BY ceiling.free, ceiling.rank LIMIT 1;
  IF FOUND THEN
    RETURN QUERY SELECT 'refused', v_tightest.scope, v_tightest.scope_id, v_tightest.period, v_tightest.limit_nano_usd,
      v_tightest.used, v_tightest.reserved, v_tightest.free, v_tightest.resets_at;
    RETURN;
  END IF;

  UPDATE "wallet" SET "available" = "available" - p_amount, "leased" = "leased" + p_amount, "updated_at" = v_now
    WHERE "organization_id" = p_organization_id;
  INSERT INTO "lease" ("id", "organization_id", "workspace_id", "instance_id", "epoch", "generation_id", "granted", "opened_at")
    VALUES (p_lease_id, p_organization_id, p_workspace_id, p_instance_id, p_epoch, p_generation_id, p_amount, v_now);
  WITH "touched" AS (
    INSERT INTO "budget_window" AS bw ("budget_id", "window_start", "window_end", "reserved", "limit_nano_usd")
    SELECT b.budget_id, b.window_start, b.window_end, p_amount, b.limit_nano_usd
    FROM "live_budget_windows"(p_organization_id, p_scopes, p_scope_ids, v_now) AS b ORDER BY b.budget_id
    ON CONFLICT ("budget_id", "window_start") DO UPDATE
      SET "reserved" = bw."reserved" + excluded."reserved", "limit_nano_usd" = excluded."limit_nano_usd"
    RETURNING bw."budget_id", bw."window_start"
  )
  INSERT INTO "lease_budget_window" ("lease_id", "budget_id", "window_start", "reserved")
    SELECT p_lease_id, "budget_id", "window_start", p_amount FROM "touched";
  outcome := 'held';
  RETURN NEXT;
END $$;

-- Takes an amount from an organization's lots, oldest expiry first. The caller holds the wallet's lock.
CREATE FUNCTION "consume_lots"(p_organization_id text, p_amount bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_consumed bigint;
BEGIN
  WITH "queued" AS (
    SELECT "id", "remaining", sum("remaining") OVER (ORDER BY "expires_at" NULLS LAST, "created_at", "id") - "remaining" AS "before"
    FROM "lot" WHERE "organization_id" = p_organization_id AND "remaining" > 0
  ), "taken" AS (
    UPDATE "lot" SET "remaining" = "lot"."remaining" - least("queued"."remaining", p_amount - "queued"."before")
    FROM "queued" WHERE "lot"."id" = "queued"."id" AND "queued"."before" < p_amount
    RETURNING least("queued"."remaining", p_amount - "queued"."before") AS "amount"
  )
  SELECT coalesce(sum("amount"), 0) INTO v_consumed FROM "taken";
  IF v_consumed <> p_amount THEN
    RAISE EXCEPTION 'lots of % cover % of %', p_organization_id, v_consumed, p_amount USING ERRCODE = 'check_violation';
  END IF;
END $$;

-- Turns a hold into a charge, once. The ledger entries are posted by the caller in the same transaction.
-- outcome: settled | settled_late | duplicate | conflict | exceeds_hold. Only the first two change anything.
CREATE FUNCTION "settle_hold"(
  p_organization_id text, p_workspace_id text, p_api_key_id text, p_generation_id text, p_day date, p_lease_id text,
  p_amount bigint, p_price_version_id text, p_lines jsonb, p_usage_source text, p_settled_at timestamptz
) RETURNS TABLE (outcome text, charged bigint, written_off bigint, why text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_lease "lease";
  v_wallet "wallet";
  v_charge "charge";
  v_known boolean;
  v_late boolean;
  v_held bigint;
  v_charged bigint := p_amount;
BEGIN
  SELECT * INTO v_lease FROM "lease" WHERE "id" = p_lease_id FOR UPDATE;
  v_known := FOUND;
  v_wallet := "lock_wallet"(p_organization_id);

  SELECT * INTO v_charge FROM "charge" WHERE "day" = p_day AND "generation_id" = p_generation_id;
  IF FOUND THEN
    -- A late charge was split between the customer and us; together they are what was asked for.
    SELECT v_charge."amount" - coalesce(sum(e."amount"), 0) INTO v_charged FROM "ledger_entry" e
      WHERE e."transaction_id" = 'charge:' || p_generation_id AND e."account" = 'writeoff:orphan';
    IF (v_charge."organization_id", v_charged) IS DISTINCT FROM (p_organization_id, p_amount) THEN
      RETURN QUERY SELECT 'conflict', v_charge."amount", 0::bigint,
        format('generation is settled at %s already, and was to be settled at %s', v_charged, p_amount);
    ELSE
      RETURN QUERY SELECT 'duplicate', v_charge."amount", 0::bigint, NULL::text;
    END IF;
    RETURN;
  END IF;

  IF v_known AND (v_lease."organization_id", v_lease."generation_id") IS DISTINCT FROM (p_organization_id, p_generation_id) THEN
    RETURN QUERY SELECT 'conflict', 0::bigint, 0::bigint, format('lease %s belongs to another generation', p_lease_id);
    RETURN;
  END IF;
  IF v_known AND p_amount > v_lease."granted" THEN
    RETURN QUERY SELECT 'exceeds_hold', 0::bigint, 0::bigint, format('%s is more than the %s held', p_amount, v_lease."granted");
    RETURN;
  END IF;
  IF v_known AND v_lease."state" = 'closed' AND v_lease."close_reason" IS DISTINCT FROM 'reaped' THEN
    RETURN QUERY SELECT 'conflict', 0::bigint, 0::bigint, format('hold ended as %s', v_lease."close_reason");
    RETURN;
  END IF;
  v_late := NOT v_known OR v_lease."state" = 'closed';
  v_held := CASE WHEN v_known THEN v_lease."granted" ELSE p_amount END;

  IF v_late THEN
    -- The money was given back meanwhile. Take what is free now, in the wallet and in every window of the hold;
    -- the rest is our loss, never the customer's overdraft.
    SELECT least(p_amount, v_wallet."available", min(w."limit_nano_usd" - w."spent" - w."reserved")) INTO v_charged
      FROM "lease_budget_window" l JOIN "budget_window" w USING ("budget_id", "window_start") WHERE l."lease_id" = p_lease_id;
    UPDATE "wallet" SET "available" = "available" - v_charged, "settled" = "settled" + v_charged, "updated_at" = p_settled_at
      WHERE "organization_id" = p_organization_id;
    UPDATE "budget_window" w SET "spent" = w."spent" + v_charged
      FROM "lease_budget_window" l WHERE l."lease_id" = p_lease_id
        AND w."budget_id" = l."budget_id" AND w."window_start" = l."window_start";
    UPDATE "lease" SET "consumed" = v_charged WHERE "id" = p_lease_id;
  ELSE
    UPDATE "wallet" SET "leased" = "leased" - v_held, "settled" = "settled" + p_amount,
      "available" = "available" + v_held - p_amount, "updated_at" = p_settled_at WHERE "organization_id" = p_organization_id;
    UPDATE "budget_window" w SET "reserved" = w."reserved" - l."reserved", "spent" = w."spent" + p_amount
      FROM "lease_budget_window" l WHERE l."lease_id" = p_lease_id
        AND w."budget_id" = l."budget_id" AND w."window_start" = l."window_start";
    UPDATE "lease" SET "consumed" = p_amount, "state" = 'closed', "close_reason" = 'settled', "closed_at" = clock_timestamp()
      WHERE "id" = p_lease_id;
  END IF;

  INSERT INTO "charge" ("day", "generation_id", "organization_id", "workspace_id", "api_key_id", "lease_id", "amount",
      "held", "price_version_id", "lines", "usage_source", "created_at")
    VALUES (p_day, p_generation_id, p_organization_id, p_workspace_id, p_api_key_id, p_lease_id, v_charged,
      v_held, p_price_version_id, p_lines, p_usage_source, p_settled_at);
  INSERT INTO "charge_day" AS d ("organization_id", "day", "workspace_id", "api_key_id", "requests", "amount")
    VALUES (p_organization_id, p_day, p_workspace_id, p_api_key_id, 1, v_charged)
    ON CONFLICT ("organization_id", "day", "workspace_id", "api_key_id") DO UPDATE
      SET "requests" = d."requests" + 1, "amount" = d."amount" + excluded."amount";
  IF v_charged > 0 THEN
    PERFORM "consume_lots"(p_organization_id, v_charged);
  END IF;
  RETURN QUERY SELECT CASE WHEN v_late THEN 'settled_late' ELSE 'settled' END, v_charged, p_amount - v_charged, NULL::text;
END $$;

-- Ends open holds without a charge and gives their money back. Ids that are closed already are passed over.
CREATE FUNCTION "close_leases"(p_lease_ids text[], p_reason text)
RETURNS TABLE (lease_id text, organization_id text, released bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_ids text[];
BEGIN
  SELECT array_agg("id") INTO v_ids FROM (
    SELECT "id" FROM "lease" WHERE "id" = ANY (p_lease_ids) AND "state" = 'open' ORDER BY "id" FOR UPDATE
  ) AS "open_lease";
  IF v_ids IS NULL THEN
    RETURN;
  END IF;
  PERFORM FROM "wallet" WHERE "organization_id" IN (SELECT "organization_id" FROM "lease" WHERE "id" = ANY (v_ids))
    ORDER BY "organization_id" FOR UPDATE;
  UPDATE "wallet" w SET "available" = w."available" + back."amount", "leased" = w."leased" - back."amount", "updated_at" = clock_timestamp()
    FROM (SELECT "organization_id", sum("granted" - "consumed")::bigint AS "amount" FROM "lease" WHERE "id" = ANY (v_ids) GROUP BY 1) AS back
    WHERE w."organization_id" = back."organization_id";
  UPDATE "budget_window" w SET "reserved" = w."reserved" - back."amount"
    FROM (SELECT "budget_id", "window_start", sum("reserved")::bigint AS "amount" FROM "lease_budget_window"
          WHERE "lease_id" = ANY (v_ids) GROUP BY 1, 2) AS back
    WHERE w."budget_id" = back."budget_id" AND w."window_start" = back."window_start";
  RETURN QUERY UPDATE "lease" SET "state" = 'closed', "close_reason" = p_reason, "closed_at" = clock_timestamp()
    WHERE "id" = ANY (v_ids) RETURNING "id", "organization_id", "granted" - "consumed";
END $$;
