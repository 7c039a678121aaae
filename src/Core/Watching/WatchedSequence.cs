using System.Collections;

namespace LuoVerified.Core.Watching;

/// <summary>A collection that is given to code which is not woven and may enumerate it later, such as LINQ: each step of an
/// enumeration reads it.</summary>
/// <param name="inner">The collection.</param>
/// <param name="site">The number of the site that gives it away.</param>
/// <typeparam name="T">The type of its elements.</typeparam>
internal sealed class WatchedSequence<T>(IEnumerable<T> inner, int site) : IEnumerable<T>
{
    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        using IEnumerator<T> elements = inner.GetEnumerator();
        while (true)
        {
            Watch.Maybe(inner, site);
            if (!elements.MoveNext())
            {
                yield break;
            }

            yield return elements.Current;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
