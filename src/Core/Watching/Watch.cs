namespace LuoVerified.Core.Watching;

/// <summary>What woven code calls before each access. Not for use in source code, but for
/// <see cref="Observer"/>.</summary>
public static class Watch
{
    [ThreadStatic]
    private static IAccessObserver? _observer;

    /// <summary>Whether any thread ever had an observer: cheaper to look at than what a thread has.</summary>
    private static bool _isUsed;

    /// <summary>Who sees the accesses of the calling thread; null, the default, if nobody does.</summary>
    public static IAccessObserver? Observer
    {
        get => _isUsed ? _observer : null;
        set
        {
            _isUsed |= value is not null;
            _observer = value;
        }
    }

    /// <summary>A field of an object, or a collection of a known type, is read or written, as the site says.</summary>
    /// <param name="target">See <see cref="Access.Target"/>; null if the access is about to fail.</param>
    /// <param name="site">The number of the site.</param>
    public static void Instance(object? target, int site)
    {
        if (Observer is { } observer && target is not null)
        {
            Site at = Sites.Get(site);
            observer.Accessed(new Access(target, at.Part, at));
        }
    }

    /// <summary>A field of an object with a lifetime is read or written, as the site says.</summary>
    /// <param name="target">The object; null if the access is about to fail.</param>
    /// <param name="site">The number of the site.</param>
    public static void Tracked(TrackedObject? target, int site)
    {
        Instance(target, site);
        target?.Touch();
    }

    /// <summary>A static field is read or written, as the site says.</summary>
    /// <param name="site">The number of the site.</param>
    public static void Static(int site)
    {
        if (Observer is { } observer)
        {
            Site at = Sites.Get(site);
            observer.Accessed(new Access(null, at.Part, at));
        }
    }

    /// <summary>An element of an array is read or written, as the site says.</summary>
    /// <param name="target">The array.</param>
    /// <param name="index">The index.</param>
    /// <param name="site">The number of the site.</param>
    public static void Element(Array? target, nint index, int site)
    {
        if (Observer is { } observer && target is not null)
        {
            observer.Accessed(new Access(target, unchecked((int)index), Sites.Get(site)));
        }
    }

    /// <summary>What may be a collection is read or written, as the site says.</summary>
    /// <param name="target">The object: an array is read element by element, what is no mutable collection not at
    /// all.</param>
    /// <param name="site">The number of the site.</param>
    public static void Maybe(object? target, int site)
    {
        if (Observer is { } observer && target is not null)
        {
            ForwardCollection(observer, target, site);
        }
    }

    /// <summary>What may be a collection is given to code that may enumerate it, now or later.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="target">The object.</param>
    /// <param name="site">The number of the site.</param>
    /// <returns>What to give away: the object itself if nobody sees the accesses of the thread, or if it is no mutable
    /// collection.</returns>
    public static IEnumerable<T>? Sequence<T>(IEnumerable<T>? target, int site)
    {
        Maybe(target, site);
        return Observer is not null && target is not null && MutableCollections.Contain(target.GetType())
            ? new WatchedSequence<T>(target, site)
            : target;
    }

    /// <summary>A node of a list is read or written, as the site says: the list that it is in, if any, else the
    /// node.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="target">The node.</param>
    /// <param name="site">The number of the site.</param>
    public static void Node<T>(LinkedListNode<T>? target, int site)
    {
        if (Observer is { } observer && target is not null)
        {
            observer.Accessed(new Access(target.List ?? (object)target, 0, Sites.Get(site)));
        }
    }

    /// <summary>What may make steps is about to be called.</summary>
    /// <param name="site">The number of the site.</param>
    public static void At(int site) => Observer?.At(Sites.Get(site));

    /// <summary>Nobody sees the accesses of the calling thread for a while.</summary>
    /// <returns>Who saw them; give it to <see cref="Resume"/>.</returns>
    public static IAccessObserver? Suspend()
    {
        IAccessObserver? observer = Observer;
        if (observer is not null)
        {
            _observer = null;
        }

        return observer;
    }

    /// <summary>Ends what <see cref="Suspend"/> began.</summary>
    /// <param name="observer">What that returned.</param>
    public static void Resume(IAccessObserver? observer) => Observer = observer;

    /// <summary>Registers the sites of a module. The first thing that woven code does.</summary>
    /// <param name="inModule">A type of the module.</param>
    /// <returns>What its code adds to its own numbers of sites to get theirs in the process.</returns>
    public static int Register(Type inModule) => Sites.Register(inModule.Assembly);

    /// <summary>Every site of every woven module that is loaded, by number.</summary>
    /// <returns>A copy.</returns>
    public static IReadOnlyList<Site> AllSites() => Sites.All();

    private static void ForwardCollection(IAccessObserver observer, object target, int number)
    {
        Site site = Sites.Get(number);
        if (MutableCollections.Contain(target.GetType()))
        {
            observer.Accessed(new Access(target, 0, site));
        }
        else if (target is Array { Rank: 1 } array)
        {
            for (int i = 0; i < array.Length; i++)
            {
                observer.Accessed(new Access(array, i, site));
            }
        }
    }
}
