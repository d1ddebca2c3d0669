import { describe, expect, test } from 'vitest'
import { translateModel, translateModels } from '../../../src/gateway/openai/models.ts'

const model = (id: string, more = {}) => ({
  type: 'model',
  id,
  display_name: id,
  created_at: '1970-01-01T00:00:00.000Z',
  max_input_tokens: null,
  ...more,
})

describe('a list of models', () => {
  test.each([
    [
      'OpenAI’s',
      { object: 'list', data: [{ id: 'a', object: 'model', created: 1_700_000_000, owned_by: 'x' }, { id: 'b' }] },
      [model('a', { created_at: '2023-11-14T22:13:20.000Z' }), model('b')],
    ],
    ['vLLM’s', { data: [{ id: 'a', max_model_len: 32_768, root: 'x' }] }, [model('a', { max_input_tokens: 32_768 })]],
    [
      'OpenRouter’s',
      { data: [{ id: 'x/a:free', context_length: 8_192 }] },
      [model('x/a:free', { max_input_tokens: 8_192 })],
    ],
    ['without anything around', [{ id: 'a' }, 'b'], [model('a'), model('b')]],
    ['by another name', { models: [{ name: 'a' }] }, [model('a')]],
    ['with things that are no models', { data: [null, 7, {}, { id: '' }, { id: 'a', created: 1e300 }] }, [model('a')]],
    ['that is empty', { data: [] }, []],
    ['that is none', 'x', []],
  ])('%s', (_, list, data) => {
    const ids = data.map(({ id }) => id)
    expect(translateModels(list)).toEqual({
      data,
      has_more: false,
      first_id: ids[0] ?? null,
      last_id: ids.at(-1) ?? null,
    })
  })

  test('one of them', () => {
    expect(translateModel({ id: 'a' })).toEqual(model('a'))
    expect(translateModel({})).toBeUndefined()
  })
})
