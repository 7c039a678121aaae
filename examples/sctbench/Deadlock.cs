namespace SctBench;

/// <summary>Two locks, taken in two orders.</summary>
public class Deadlock
{
    private readonly object _a = new(), _b = new();
    private int _counter;

    public void Run(string thread)
    {
        (object outer, object inner) = thread == "a-b" ? (_a, _b) : (_b, _a);
        lock (outer)
        {
            lock (inner) _counter++;
        }
    }
}
