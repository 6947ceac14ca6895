import { Button } from '@turnpike/ui/controls/button'
import type { SignInProvider } from '@/server/auth/sign-in-providers.ts'
import { startProviderSignIn } from './start-provider-sign-in.ts'

/** One button for each configured provider, above "or email". */
export function ProviderButtons({ providers, next }: { providers: readonly SignInProvider[]; next: string }) {
  if (providers.length === 0) return null
  return (
    <>
      <div className="flex flex-col gap-2">
        {providers.map(({ id, name }) => (
          <form key={id} action={startProviderSignIn}>
            <input type="hidden" name="provider" value={id} />
            <input type="hidden" name="next" value={next} />
            <Button type="submit" size="large" className="w-full">
              Continue with {name}
            </Button>
          </form>
        ))}
      </div>
      <p className="flex items-center gap-3 text-ink-3 text-meta before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or email
      </p>
    </>
  )
}
