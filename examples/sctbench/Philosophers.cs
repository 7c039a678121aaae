namespace SctBench;

/// <summary>The dining philosophers: each takes the fork on the right, then the one on the left. All may hold one and wait.</summary>
public class Philosophers(int count)
{
    private readonly object[] _forks = [.. Enumerable.Range(0, count).Select(_ => new object())];

    public void Dine(int id)
    {
        lock (_forks[(id + 1) % _forks.Length])
        {
            lock (_forks[id])
            {
            }
        }
    }
}
