import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeHtml, quoted, safeMarkdown } from '../../src/report/safe-markdown.ts'
import { activeIn, nodesOf } from './markdown.ts'

const image = '<img src=https://evil.invalid/x>'

describe('Markdown of a model', () => {
  test.each([
    ['plain text', 'a *b* [c](https://d) — ü'],
    ['a list', '- a\n  - b\n\n1. c'],
    ['a table', '| a | b |\n| - | - |\n| `x` | y |'],
    ['code in a line', 'use `Map<string, T>` and ``a ` <b>``'],
    ['code in a block', 'see\n\n```ts\nconst x: Array<number> = []\n![not](a picture)\n```\n\nend'],
    ['code in a block of tildes', '~~~\n<b>\n```\n</b>\n~~~'],
    ['code in a block that is left open', 'see\n```html\n<b>'],
    ['signs', 'a > b & c ! d'],
  ])('stays as it is: %s', (_, text) => expect(safeMarkdown(text)).toBe(text))

  test.each([
    ['<b>bold</b>', '&lt;b>bold&lt;/b>'],
    ['a < b', 'a &lt; b'],
    ['</details>', '&lt;/details>'],
    ['![x](https://evil.invalid/y)', '&#33;[x](https://evil.invalid/y)'],
    ['`a` <b>', '`a` &lt;b>'],
    [
      '```mermaid\nA@{ img: "https://evil.invalid/x" }\n```',
      '```text mermaid\nA@{ img: "https://evil.invalid/x" }\n```',
    ],
    ['- ~~~ GeoJSON\n  {}\n  ~~~', '- ~~~ text GeoJSON\n  {}\n  ~~~'],
    ['~~~&#109;ermaid\n~~~', '~~~text &#109;ermaid\n~~~'],
  ])('%s is %s', (text, safe) => expect(safeMarkdown(text)).toBe(safe))

  const traps: [string, string][] = [
    ['an element', `a ${image} b`],
    ['an element on its own line', image],
    ['a closing element', 'a </details></table> b'],
    ['an element over lines', '<img\nsrc=x\n>'],
    ['a comment', '<!-- a\n\nb -->'],
    ['a declaration', '<!DOCTYPE html>'],
    ['an instruction', '<?php x ?>'],
    ['CDATA', '<![CDATA[x]]>'],
    ['an element that is left open', '<script>\nx'],
    ['a picture', '![a](https://evil.invalid/x)'],
    ['a picture by reference', '![a]\n\n[a]: https://evil.invalid/x'],
    ['a picture in a link', '[![a](https://evil.invalid/x)](https://b.invalid)'],
    ['a picture behind a sign', '!![a](https://evil.invalid/x)'],
    ['a picture in the words of a picture', '![a ![b](https://evil.invalid/c)](https://evil.invalid/d)'],
    ['an element in the words of a picture', `![${image}](https://evil.invalid/d)`],
    ['a picture in an element', '<div>\n![a](https://evil.invalid/x)\n</div>'],
    ['a picture in a comment', '<!-- ![a](https://evil.invalid/x) -->'],
    ['a picture in an attribute', '<a title="![a](https://evil.invalid/x)">'],
    ['a backtick in a comment', `<!-- \` -->\n\`${image}\``],
    ['a backtick in an attribute', `<a title="\`">\`${image}\`</a>`],
    ['an escaped backtick', `\\\`${image}\``],
    ['two backslashes and a backtick', `\\\\\`a\` ${image} \``],
    ['backticks of another number', `\`\` a \` ${image} \``],
    ['code over lines', `\`a\nb\` ${image} \`c\``],
    ['code over a line of a space that is none', `\`a\n\u00a0\n\`${image}\``],
    ['code over a line of a form feed', `\`a\n\u000c\n\`${image}\``],
    ['code over a line of U+3000', `\`a\n\u3000\n\`${image}\``],
    ['code over a line of U+2028', `\`a\n\u2028\n\`${image}\``],
    ['code over a line of a byte order mark', `\`a\n\ufeff\n\`${image}\``],
    ['code in the cell of a table', `| a |\n| - |\n| \`b | ${image} \` |`],
    ['a backtick in a bare URL', `https://a.invalid/\`${image}\``],
    ['a backtick in a very long bare URL', `https://a.invalid/${'a'.repeat(3000)}\`${image}\``],
    ['a backtick in a www address', `www.a.invalid/\`${image}\``],
    ['a backtick in an autolink', `<https://a.invalid/\`>\`${image}\``],
    ['a backtick in a definition', `[a]: https://b.invalid '\`'\n\`${image}\``],
    ['a tab as a code block', `\t${image}`],
    ['spaces as a code block', `    ${image}`],
    ['a tab behind a list', `- a\n\n\t${image}`],
    ['a fence with a backtick in its words', `\`\`\` a\`b\n${image}`],
    ['a fence that is closed with too few', `\`\`\`\`\nx\n\`\`\`\n\`\`\`\`\n${image}`],
    ['a fence that is closed by a longer one', `\`\`\`\nx\n\`\`\`\`\`  \n${image}`],
    ['a fence that is closed in a tab’s width', `\`\`\`\nx\n\`\`\`\t\n${image}`],
    ['a fence in a list that the list’s end ends', `- a\n  \`\`\`\nb ${image}`],
    ['a fence in a numbered list that the list’s end ends', `1. a\n   \`\`\`\n${image}`],
    ['a fence in the first line of a list', `- \`\`\`\n${image}`],
    ['a fence in a quote that the quote’s end ends', `> \`\`\`\n${image}`],
    ['a fence in a list in a quote', `> - a\n>   \`\`\`\n> ${image}`],
    ['a fence in a footnote', `[^1]\n\n[^1]: a\n   \`\`\`\n${image}`],
    ['a fence that a list item indents', `- a\n\n  ~~~\n  x\n\n${image}`],
    ['an element behind a fence, with returns', `\`\`\`\rx\r\`\`\`\r${image}`],
    ['an element behind NUL', `\u0000${image}`],
    ['an element in a heading', `# a ${image}`],
    ['an element in a footnote', `[^1]\n\n[^1]: ${image}`],
  ]
  test.each(traps)('has nothing active in it: %s', (_, text) => {
    expect(activeIn(safeMarkdown(text))).toEqual([])
    expect(activeIn(quoted(safeMarkdown(text)))).toEqual([])
  })

  test('has nothing active in it, whatever it is made of', () => {
    const part = fc.constantFrom(
      ...[
        '`',
        '``',
        '```',
        '````',
        '~~~',
        '\n',
        '\n',
        '\n\n',
        '\r',
        ' ',
        '  ',
        '   ',
        '    ',
        '\t',
        '\\',
        '|',
        '\n| - |\n',
      ],
      ...[
        '<img src=x>',
        '<!--',
        '-->',
        '<div>',
        '</div>',
        '<',
        '>',
        '!',
        '![a](b)',
        '[',
        ']',
        '](b)',
        '[a]: b',
        '![a]',
      ],
      ...[
        '- ',
        '1. ',
        '> ',
        '# ',
        '[^1]: ',
        '$',
        '$$',
        'a',
        '*',
        'https://a.b/',
        'www.a.b/',
        '\u00a0',
        '\u2028',
        '&lt;',
        '"',
        "'",
      ],
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        const text = parts.join('')
        expect(activeIn(safeMarkdown(text))).toEqual([])
        expect(activeIn(quoted(safeMarkdown(text)))).toEqual([])
      }),
      { numRuns: 5_000 },
    )
  })

  test.each([
    '<',
    '!',
    '![',
    '[',
    '`',
    '` ',
    '``` ',
    '\n',
    '> ',
    '- ',
    '| ',
    '*',
    '<a `',
    'https://',
    '://`',
    '\\`',
    'www.`',
  ])('is made safe at once when it is 300 kB of %j', (part) => {
    const started = performance.now()
    safeMarkdown(part.repeat(300_000 / part.length))
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  test('is made safe at once when its lines grow', () => {
    const text = Array.from({ length: 1000 }, (_, index) => '`'.repeat(index)).join(' ')
    const started = performance.now()
    safeMarkdown(text)
    safeMarkdown(text.replaceAll(' ', '\n'))
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

describe('a quote', () => {
  test.each([
    ['', '>'],
    ['a\n\nb', '> a\n>\n> b'],
    ['a\r\nb\rc', '> a\n> b\n> c'],
  ])('of %j is %j', (text, quote) => expect(quoted(text)).toBe(quote))

  test.each([
    '```\nopen',
    '# heading',
    '- a\n- b',
    '<!-- open',
    '<pre>',
    '    code',
    '> deeper',
    '| a |\n| - |',
    '---',
    'a\n===',
  ])('keeps %j to itself', (text) => {
    const [root] = nodesOf(`${quoted(text)}\n\nafter`)
    expect(root!.children!.map(({ type }) => type)).toEqual(['blockquote', 'paragraph'])
  })
})

test('escaped text is text again in HTML', () => {
  expect(escapeHtml(`<b a="1" c='2'>&amp;`)).toBe('&#60;b a=&#34;1&#34; c=&#39;2&#39;&#62;&#38;amp;')
})
