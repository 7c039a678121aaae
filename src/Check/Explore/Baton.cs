using System.Runtime.ExceptionServices;
using LuoVerified.Check.Runs;
using SemaphoreSlim = System.Threading.SemaphoreSlim;
using Thread = System.Threading.Thread;

namespace LuoVerified.Check.Explore;

/// <summary>Threads of which one at a time runs: the one that has the baton. They are made once and serve every
/// execution; a hand-over costs one semaphore, staying costs nothing.</summary>
/// <remarks>They run on the processors of the thread that makes them. If that is one, who waits yields it, and in all
/// likelihood to the one that has the baton.</remarks>
internal sealed class Baton : IDisposable
{
    /// <summary>The thread that made the others, as a holder of the baton.</summary>
    public const int Owner = -1;

    /// <summary>How often who waits yields before it sleeps.</summary>
    private const int Yields = 16;

    private readonly SemaphoreSlim[] _go;
    private readonly SemaphoreSlim _owner = new(0);
    private readonly Thread[] _threads;
    private ExceptionDispatchInfo? _failure;
    private bool _quit;

    /// <summary>Makes the threads; each waits for the baton.</summary>
    /// <param name="threads">How many.</param>
    /// <param name="body">What a thread does each time it gets the baton while it is idle; answers who gets it next, the
    /// same thread too.</param>
    public Baton(int threads, Func<int, int> body)
    {
        _go = [.. Enumerable.Range(0, threads).Select(_ => new SemaphoreSlim(0))];
        Processors processors = Processors.Current;
        _threads = [.. Enumerable.Range(0, threads).Select(index => new Thread(() => Serve(index, processors, body)) { IsBackground = true })];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>The owner hands the baton to a thread, and waits until it has it back.</summary>
    /// <param name="thread">The thread.</param>
    public void Run(int thread)
    {
        _go[thread].Release();
        Wait(_owner);
        _failure?.Throw();
    }

    /// <summary>A thread hands the baton on, and waits until it has it back.</summary>
    /// <param name="from">The calling thread.</param>
    /// <param name="to">Who gets it.</param>
    /// <exception cref="RunStoppedException">The threads are to end.</exception>
    public void Pass(int from, int to)
    {
        if (from != to)
        {
            _go[to].Release();
            Wait(_go[from]);
            if (_quit)
            {
                throw new RunStoppedException();
            }
        }
    }

    public void Dispose()
    {
        _quit = true;
        Array.ForEach(_go, semaphore => semaphore.Release());
        Array.ForEach(_threads, thread => thread.Join());
        Array.ForEach(_go, semaphore => semaphore.Dispose());
        _owner.Dispose();
    }

    private static void Wait(SemaphoreSlim semaphore)
    {
        for (int i = 0; i < Yields && semaphore.CurrentCount == 0; i++)
        {
            Thread.Yield();
        }

        semaphore.Wait();
    }

    private void Serve(int index, Processors processors, Func<int, int> body)
    {
        processors.Use();
        while (true)
        {
            Wait(_go[index]);
            int next = index;
            while (next == index && !_quit)
            {
                next = Turn(index, body);
            }

            if (_quit)
            {
                return;
            }

            (next == Owner ? _owner : _go[next]).Release();
        }
    }

    /// <summary>What goes wrong on a thread is the owner's to hear of.</summary>
    private int Turn(int index, Func<int, int> body)
    {
        try
        {
            return body(index);
        }
        catch (Exception fault)
        {
            _failure = ExceptionDispatchInfo.Capture(fault);
            return Owner;
        }
    }
}
