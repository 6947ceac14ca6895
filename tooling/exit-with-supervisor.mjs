/**
 * Preloaded (`node --import`) into everything the supervisor runs with Node: when the supervisor is killed, its channel
 * closes, and the app is asked to end in order, as if the supervisor had stopped it.
 */
const GRACE_MS = 40_000

if (process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref()
  })
  // The channel alone must not keep an app alive that has finished.
  process.channel.unref()
}
