using System.Runtime.ExceptionServices;
using LuoVerified.Check.Runs;
using Semaphore = System.Threading.Semaphore;
using Thread = System.Threading.Thread;

namespace LuoVerified.Check.Explore;

/// <summary>Threads of which one at a time runs: the one that has the baton. They are made once and serve every
/// execution; a hand-over costs one semaphore, staying costs nothing.</summary>
/// <remarks>They run on the processors of the thread that makes them. Who waits sleeps.</remarks>
internal sealed class Baton : IDisposable
{
    /// <summary>The thread that made the others, as a holder of the baton.</summary>
    public const int Owner = -1;

    /// <summary>How often the owner looks before its patience is at an end.</summary>
    private const int Looks = 4;

    private readonly SleepingSemaphore[] _go;
    private readonly Semaphore _owner = new(0, 1);
    private readonly Thread[] _threads;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Counts whatever shows that who has the baton has not stopped; written by nobody else.</summary>
    private volatile uint _progress;

    /// <summary>The thread that has the baton, but for the owner.</summary>
    private volatile int _holder;

    /// <summary>Who has the baton does what may take its time.</summary>
    private volatile bool _unwatched;

    /// <summary>A thread keeps the baton for good: it cannot be made to end.</summary>
    private bool _isStuck;
    private bool _quit;

    /// <summary>Makes the threads; each waits for the baton.</summary>
    /// <param name="threads">How many.</param>
    /// <param name="body">What a thread does each time it gets the baton while it is idle; answers who gets it next, the
    /// same thread too.</param>
    public Baton(int threads, Func<int, int> body)
    {
        _go = [.. Enumerable.Range(0, threads).Select(_ => new SleepingSemaphore())];
        Processors processors = Processors.Current;
        _threads =
        [
            .. Enumerable.Range(0, threads)
                .Select(index => new Thread(() => Serve(index, processors, body)) { IsBackground = true }),
        ];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>The owner hands the baton to a thread, and waits until it has it back.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="patience">How long a thread may have it and come to nothing; no schedule depends on it.</param>
    /// <returns>The thread that has come to nothing, and still has the baton; null if the owner has it.</returns>
    public int? Run(int thread, TimeSpan patience)
    {
        Wake(thread);
        uint seen = _progress;
        for (int waits = 1; !_owner.WaitOne(patience / Looks); waits++)
        {
            // Several looks: a machine that slept between two of them is not a thread that is stuck.
            if (_unwatched || seen != _progress)
            {
                (waits, seen) = (0, _progress);
            }
            else if (waits >= Looks)
            {
                _isStuck = true;
                return _holder;
            }
        }

        _failure?.Throw();
        return null;
    }

    /// <summary>A thread hands the baton on, and waits until it has it back.</summary>
    /// <param name="from">The calling thread.</param>
    /// <param name="to">Who gets it.</param>
    /// <exception cref="RunStoppedException">The threads are to end.</exception>
    public void Pass(int from, int to)
    {
        _progress++;
        if (from != to)
        {
            Wake(to);
            _go[from].Wait();
            if (_quit)
            {
                throw new RunStoppedException();
            }
        }
    }

    /// <summary>Who has the baton does what may take its time.</summary>
    /// <param name="work">What it does.</param>
    /// <returns>What comes of it.</returns>
    public bool Unwatched(Func<bool> work)
    {
        _unwatched = true;
        try
        {
            return work();
        }
        finally
        {
            _progress++;
            _unwatched = false;
        }
    }

    public void Dispose()
    {
        _quit = true;
        Array.ForEach(_go, semaphore => semaphore.Release());
        if (_isStuck)
        {
            // It may use the semaphores yet; a thread in the background holds up nobody.
            return;
        }

        Array.ForEach(_threads, thread => thread.Join());
        Array.ForEach(_go, semaphore => semaphore.Dispose());
        _owner.Dispose();
    }

    private void Wake(int next)
    {
        _holder = next;
        if (next == Owner)
        {
            _owner.Release();
        }
        else
        {
            _go[next].Release();
        }
    }

    private void Serve(int index, Processors processors, Func<int, int> body)
    {
        processors.Use();
        while (true)
        {
            _go[index].Wait();
            int next = index;
            while (next == index && !_quit)
            {
                next = Turn(index, body);
                _progress++;
            }

            if (_quit)
            {
                return;
            }

            Wake(next);
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
