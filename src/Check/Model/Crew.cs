using System.Runtime.ExceptionServices;
using System.Threading;

namespace LuoVerified.Check.Model;

/// <summary>Threads that wait at a barrier for something to do, do it all at the same time, and are back.</summary>
/// <remarks>The first of them is the caller's own, so a crew of one has no other thread.</remarks>
internal sealed class Crew : IDisposable
{
    private readonly Barrier _barrier;
    private readonly Thread[] _others;
    private Action<int>? _work;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Starts the threads.</summary>
    /// <param name="size">How many, the caller's included; 1 and up.</param>
    public Crew(int size)
    {
        _barrier = new Barrier(size);
        _others = [.. Enumerable.Range(1, size - 1).Select(member => new Thread(() => Follow(member))
        {
            IsBackground = true,
        })];
        foreach (Thread thread in _others)
        {
            thread.Start();
        }
    }

    /// <summary>Whether somebody failed at the work that is being done: it will not be of use to anybody.</summary>
    public bool HasFailed => Volatile.Read(ref _failure) is not null;

    /// <summary>Lets each member do some work, and returns when all are back. What one of them throws is thrown
    /// here.</summary>
    /// <param name="work">The work, given the number of the member, from 0.</param>
    public void Do(Action<int> work)
    {
        _work = work;
        _barrier.SignalAndWait();
        Work(0, work);
        _barrier.SignalAndWait();
        _failure?.Throw();
    }

    /// <summary>Sends the threads home.</summary>
    public void Dispose()
    {
        _work = null;
        _barrier.SignalAndWait();
        foreach (Thread thread in _others)
        {
            thread.Join();
        }

        _barrier.Dispose();
    }

    private void Follow(int member)
    {
        while (true)
        {
            _barrier.SignalAndWait();
            if (_work is not { } work)
            {
                return;
            }

            Work(member, work);
            _barrier.SignalAndWait();
        }
    }

    private void Work(int member, Action<int> work)
    {
        try
        {
            work(member);
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(failure), null);
        }
    }
}
