namespace SctBench;

/// <summary>Two values, each under its lock; the second follows from the first. The bug: who sees the first may come before the
/// second is set.</summary>
public class TwoStage
{
    private readonly object _gate1 = new(), _gate2 = new();
    private int _value1, _value2;

    public void Run(string thread)
    {
        if (thread == "stages") Set();
        else Check();
    }

    private void Set()
    {
        int first;
        lock (_gate1) first = _value1 = 1;
        lock (_gate2) _value2 = first + 1;
    }

    private void Check()
    {
        int first, second;
        lock (_gate1) first = _value1;
        if (first == 0) return;
        lock (_gate2) second = _value2;
        Bug.Unless(second == first + 1, "the second follows");
    }
}
