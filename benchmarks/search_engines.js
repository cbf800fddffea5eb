/* The engines that benchmarks/search.py compares, behind one function each: `engines[name](query)` gives the slugs of ten papers. */
"use strict"

window.engines = {}

/** Ours: the worker as pages start it. */
window.engines.papershelf = (() => {
  let worker, calls = 0
  const waiting = new Map()
  const start = () => {
    worker = new Worker("assets/javascripts/search-worker.js")
    worker.onmessage = ({ data }) => { waiting.get(data.call)?.(data); waiting.delete(data.call) }
  }
  return query => new Promise((done, failed) => {
    if (!worker) start()
    waiting.set(++calls, ({ answer, error }) => error ? failed(new Error(error)) : done(answer.hits.map(hit => hit.id)))
    worker.postMessage({ call: calls, query, options: { limit: 10 } })
  })
})()

/** Material's: its own worker with the index that MkDocs would write. */
window.engines.material = (() => {
  let setup, waiting
  const start = async () => {
    const index = await (await fetch("search_index.json")).json()
    const worker = new Worker("stock/" + window.stockWorker)
    await new Promise((ready, failed) => {
      worker.onmessage = ({ data }) => data.type === 1 && ready()
      worker.onerror = event => failed(new Error(event.message))
      worker.postMessage({ type: 0, data: { ...index, options: { suggest: false } } })
    })
    worker.onmessage = ({ data }) => data.type === 3 && waiting(data.data.items)
    return worker
  }
  return async query => {
    setup ??= start()
    const worker = await setup
    const items = await new Promise(done => { waiting = done; worker.postMessage({ type: 2, data: query }) })
    return items.slice(0, 10).map(item => item[0].location.split("/")[1])
  }
})()

/** Pagefind's, with what its own box shows of ten results. */
window.engines.pagefind = async query => {
  const pagefind = await import(new URL("pages/pagefind/pagefind.js", location.href).href)
  const { results } = await pagefind.search(query)
  const shown = await Promise.all(results.slice(0, 10).map(result => result.data()))
  return shown.map(({ raw_url: raw, url }) => (raw ?? url).split("papers/")[1].split("/")[0])
}

window.timed = async (name, query) => {
  const start = performance.now()
  const hits = await window.engines[name](query)
  return [performance.now() - start, hits]
}
