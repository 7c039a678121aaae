using SemaphoreSlim = System.Threading.SemaphoreSlim;
using Thread = System.Threading.Thread;

namespace LuoVerified.Check.Explore;

/// <summary>Threads of which one at a time runs: the one that has the baton. They are made once and serve every
/// execution; a hand-over costs one semaphore, staying costs nothing.</summary>
internal sealed class Baton : IDisposable
{
    /// <summary>The thread that drives the executions, as a holder of the baton.</summary>
    public const int Driver = -1;

    private readonly SemaphoreSlim[] _go;
    private readonly SemaphoreSlim _driver = new(0);
    private readonly Thread[] _threads;
    private bool _quit;

    /// <summary>Makes the threads; each waits for the baton.</summary>
    /// <param name="threads">How many.</param>
    /// <param name="body">What a thread does each time it is started; answers who gets the baton when it is done.</param>
    public Baton(int threads, Func<int, int> body)
    {
        _go = [.. Enumerable.Range(0, threads).Select(_ => new SemaphoreSlim(0))];
        _threads = [.. Enumerable.Range(0, threads).Select(index => new Thread(() => Serve(index, body)) { IsBackground = true })];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>The driver lets a thread run, and waits until it has the baton back.</summary>
    /// <param name="thread">The thread.</param>
    public void Run(int thread)
    {
        _go[thread].Release();
        _driver.Wait();
    }

    /// <summary>A thread hands the baton on, and waits until it has it back.</summary>
    /// <param name="from">The calling thread.</param>
    /// <param name="to">Who gets it; <see cref="Driver"/> too.</param>
    public void Pass(int from, int to)
    {
        if (from != to)
        {
            Of(to).Release();
            _go[from].Wait();
        }
    }

    public void Dispose()
    {
        _quit = true;
        Array.ForEach(_go, semaphore => semaphore.Release());
        Array.ForEach(_threads, thread => thread.Join());
        Array.ForEach(_go, semaphore => semaphore.Dispose());
        _driver.Dispose();
    }

    private SemaphoreSlim Of(int holder) => holder == Driver ? _driver : _go[holder];

    private void Serve(int index, Func<int, int> body)
    {
        while (true)
        {
            _go[index].Wait();
            if (_quit)
            {
                return;
            }

            Of(body(index)).Release();
        }
    }
}
