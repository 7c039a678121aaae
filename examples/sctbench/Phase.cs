namespace SctBench;

/// <summary>Takes a lock a second time and forgets to give it up. The suite's bug is the deadlock that follows; here the lock that is
/// left behind is found before that, in every schedule.</summary>
public class Phase
{
    private readonly object _x = new(), _y = new();

    public void Run()
    {
        lock (_x)
        {
        }

        Monitor.Enter(_x);
        lock (_y)
        {
        }

        lock (_y)
        {
        }
    }
}
