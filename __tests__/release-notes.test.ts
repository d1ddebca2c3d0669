import { expect, it } from 'vitest'
import { releaseNotes } from '../scripts/release-notes.ts'

const changelog = `# Changelog

## Unreleased

Later.

## 1.2.30 (2026-12-02)

Other.

## 1.2.3 (2026-12-01)

### Added

- A thing.

## 1.2.2

`
const versions = (version: string) => ({ 'package.json': version, 'package-lock.json': version })

it("gives what CHANGELOG.md says of the tag's version", () => {
  const notes = releaseNotes('v1.2.3', { changelog, versions: versions('1.2.3') })
  expect(notes).toBe('### Added\n\n- A thing.')
})

it('refuses a tag that does not fit', () => {
  const notes = (tag: string, version: string) => () => releaseNotes(tag, { changelog, versions: versions(version) })
  expect(notes('v1.2', '1.2.3')).toThrow("v1.2 is not a version's tag")
  expect(notes('v1.2.3', '1.2.2')).toThrow('package.json has the version 1.2.2, the tag is v1.2.3')
  expect(notes('v1.2.2', '1.2.2')).toThrow('CHANGELOG.md says nothing of 1.2.2')
  expect(notes('v9.9.9', '9.9.9')).toThrow('CHANGELOG.md says nothing of 9.9.9')
})
