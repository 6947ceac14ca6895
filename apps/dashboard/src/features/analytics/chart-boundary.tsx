'use client'
import { Component, type ReactNode } from 'react'

/** The drawing comes in a chunk of its own, which may not arrive: then the table stands for it. */
export class ChartBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    return (
      <p role="alert" className="p-4 text-ink-2">
        The drawing could not be loaded. The table below has the same values; reload the page to try again.
      </p>
    )
  }
}
