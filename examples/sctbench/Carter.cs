namespace SctBench;

/// <summary>Two classes of users, of which one at a time uses a resource: the first of a class takes a lock, the last gives it up.
/// The bug: the lock is waited for with the lock of the counters held, which the other class needs to give it up.</summary>
public class Carter
{
    private readonly object _counters = new(), _resource = new();
    private int _a, _b;

    public void Run(string thread)
    {
        if (thread == "A") Use(ref _a);
        else Use(ref _b);
    }

    private void Use(ref int users)
    {
        lock (_counters)
        {
            if (++users == 1) Monitor.Enter(_resource);
        }

        lock (_counters)
        {
            if (--users == 0) Monitor.Exit(_resource);
        }
    }
}
