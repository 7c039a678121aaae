namespace SctBench;

/// <summary>One thread adds 1, another adds 2, a third hopes that not both have been there before it.</summary>
public class Lazy
{
    private readonly object _gate = new();
    private int _data;

    public void Run(string thread)
    {
        lock (_gate)
        {
            if (thread == "check") Bug.Unless(_data < 3, "data < 3");
            else _data += thread == "one" ? 1 : 2;
        }
    }
}
