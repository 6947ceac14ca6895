import { isoInstant } from '@turnpike/ui/format/time-text'
import type { Metadata } from 'next'
import { toFeeText } from '@/features/landing/fee-text.ts'
import { LandingPage } from '@/features/landing/landing-page.tsx'
import { findStarterModel, listPrices } from '@/features/landing/price-list.ts'
import { PriceTable } from '@/features/landing/price-table.tsx'
import { getViewer } from '@/server/auth/auth.ts'
import { currentCatalog } from '@/server/catalog/current-catalog.ts'
import { deps } from '@/server/deps.ts'

export const metadata: Metadata = { title: { absolute: 'Turnpike: one endpoint for every model' } }

/** Stands in the snippets until the catalogue has a model. */
const ANY_MODEL = 'author/model'

export default async function Page() {
  const { environment, clock } = deps()
  const [viewer, catalog] = await Promise.all([getViewer(), currentCatalog()])
  const models = catalog ? listPrices(catalog) : []
  return (
    <LandingPage
      baseUrl={`${environment.GATEWAY_URL}/api/v1`}
      feeText={toFeeText({
        basisPoints: environment.PURCHASE_FEE_BASIS_POINTS,
        minimumCents: environment.PURCHASE_FEE_MINIMUM_CENTS,
      })}
      starterModel={(catalog && findStarterModel(catalog)) ?? ANY_MODEL}
      isSignedIn={viewer !== null}
      prices={
        models.length > 0 ? (
          <>
            <p className="mb-4 text-ink-2">
              US dollars per million tokens at the cheapest provider, as of {isoInstant(clock.nowMs()).slice(11, 16)}{' '}
              UTC.
              {environment.PROVIDER_FALLBACK_BASE_URL !== '' &&
                ' A provider that has no key here is simulated; the receipt of each request says so.'}
            </p>
            <PriceTable models={models} />
          </>
        ) : (
          <p>
            {catalog ? 'Catalogue is being set up.' : 'The catalogue could not be read just now. Reload to try again.'}
          </p>
        )
      }
    />
  )
}
