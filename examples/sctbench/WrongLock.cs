namespace SctBench;

/// <summary>One thread adds to a number under one lock and expects to be alone; three others add under another lock.</summary>
public class WrongLock
{
    private readonly object _right = new(), _wrong = new();
    private int _data;

    public void Run(string thread)
    {
        if (thread == "right")
        {
            lock (_right)
            {
                int before = _data;
                _data++;
                Bug.Unless(_data == before + 1, "nobody else adds");
            }

            return;
        }

        lock (_wrong) _data++;
    }
}
