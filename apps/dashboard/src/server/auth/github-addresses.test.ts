import { expect, it } from 'vitest'
import { GITHUB_URL, toGitHubAccountId, toGitHubApiUrl } from './github-addresses.ts'

it.each([
  [GITHUB_URL, 'https://api.github.com'],
  ['https://github.example.com', 'https://github.example.com/api/v3'],
  ['https://github.example.com:8443', 'https://github.example.com:8443/api/v3'],
  ['https://octocorp.ghe.com', 'https://api.octocorp.ghe.com'],
])('profiles of %s are read where that GitHub has its API', (baseUrl, apiUrl) => {
  expect(toGitHubApiUrl(baseUrl)).toBe(apiUrl)
})

it('the same number at two GitHubs is two people', () => {
  const ids = [GITHUB_URL, 'https://github.example.com', 'https://octocorp.ghe.com'].map((baseUrl) =>
    toGitHubAccountId(baseUrl, 7),
  )
  expect(ids).toEqual(['7', 'github.example.com/7', 'octocorp.ghe.com/7'])
})
