/*
 * What a reader saved and read, kept in this browser only. The key in the storage holds the path of the site, so that two
 * sites on one host never share. What stands there is believed only as far as it has the form of a slug. Where nothing can
 * be kept, the marks last until the page is left, and `failed` is told once.
 * Pure: the storage is given. tests/e2e/test_list_logic.py runs it as it is.
 */

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/, LONGEST = 200, MOST = 5000

const isSlug = slug => typeof slug === "string" && slug.length <= LONGEST && SLUG.test(slug)

/** The slugs in a list of anything, each once. */
export const slugs = given => [...new Set(Array.isArray(given) ? given.filter(isSlug) : [])].slice(0, MOST)

/** The slug of the paper that a path leads to on a site that stands at `root`. */
export const slugOf = (path, root) => {
  const slug = path.startsWith(`${root}papers/`) ? path.slice(root.length + 7).replace(/\/$/, "") : ""
  return isSlug(slug) ? slug : undefined
}

/** The slugs that a shared link brings (`#papers=slug,slug`), undefined where it is no such link. */
export const brought = hash => hash.startsWith("#papers=") ? slugs(hash.slice(8).split(",")) : undefined

/**
 * The marks of one site.
 *
 * @param {string} root the path of the site, with a slash at both ends
 * @param {() => Storage} storage may throw, as may all that the storage does
 * @param {() => void} failed is called once, when something could not be kept
 */
export const marksOf = (root, storage, failed = () => {}) => {
  const key = `papershelf:${root}:`, memory = new Map(), watchers = []
  const tell = (told => () => { if (!told) { told = true; failed() } })(false)
  const kept = name => {
    if (memory.has(name)) return memory.get(name)
    try { return JSON.parse(storage().getItem(key + name)) ?? undefined } catch { return undefined }
  }
  const keep = (name, value, quietly = false) => {
    try {
      storage().setItem(key + name, JSON.stringify(value))
      memory.delete(name)
    } catch {
      memory.set(name, value)
      if (!quietly) tell()
    }
  }
  const all = kind => slugs(kept(kind))
  const changed = () => watchers.forEach(watch => watch())
  const set = (kind, given) => { keep(kind, slugs(given)); changed() }
  const toggle = (kind, slug) => {
    const before = all(kind)
    set(kind, before.includes(slug) ? before.filter(other => other !== slug) : [slug, ...before])
  }
  return {
    all, set, toggle, kept, keep, has: (kind, slug) => all(kind).includes(slug),
    watch: watcher => watchers.push(watcher),
    /** Another tab changed the storage under a key. */
    told: changedKey => { if (changedKey === null || changedKey.startsWith(key)) changed() },
  }
}
