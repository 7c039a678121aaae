using LuoVerified.Check.Runs;
using Microsoft.Coyote.Runtime;
using SemaphoreSlim = System.Threading.SemaphoreSlim;
using Thread = System.Threading.Thread;
using ThreadInterruptedException = System.Threading.ThreadInterruptedException;

namespace LuoVerified.Coyote;

/// <summary>What one Coyote iteration runs. This assembly is rewritten: its threads and semaphores are Coyote's.</summary>
/// <param name="subject">What to run.</param>
/// <param name="maxConfigurations">The bound of each search for a linearization.</param>
/// <param name="began">Told of each run before it starts.</param>
/// <param name="ended">Told of each run that came to its end without a violation; answers whether to go on.</param>
internal sealed class Bodies(
    Subject subject, long maxConfigurations, Action<Run> began, Func<Run, bool> ended)
{
    private Run? _current;

    /// <summary>Why Coyote ended the iteration at hand; null if it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>One run with threads of its own.</summary>
    public void Barging(ICoyoteRuntime runtime) => Ending(() =>
    {
        runtime.OnFailure += Abandon;
        Run run = Begin(runtime, SamplingMode.Barging);
        do
        {
            var threads = new Thread[run.ThreadCount];
            for (int i = 0; i < threads.Length; i++)
            {
                int thread = i;
                threads[i] = new Thread(() => Ending(() => run.RunThread(thread)));
            }

            foreach (Thread thread in threads)
            {
                thread.Start();
            }

            foreach (Thread thread in threads)
            {
                thread.Join();
            }
        }
        while (EndPhase(run));
        ended(run);
    });

    /// <summary>Many runs, one after the other, on the same threads.</summary>
    public void Volume(ICoyoteRuntime runtime, int runs) => Ending(() =>
    {
        runtime.OnFailure += Abandon;
        var workers = new Worker[subject.Program.Threads];
        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = new Worker(this, i);
        }

        try
        {
            for (bool more = true; more && runs > 0; runs--)
            {
                more = Volume(Begin(runtime, SamplingMode.Volume), workers);
            }
        }
        finally
        {
            Release(workers);
        }

        foreach (Worker worker in workers)
        {
            worker.Dispose();
        }
    });

    /// <summary>What a thread does. Once Coyote has ended the iteration, it interrupts every thread, and a thread that is
    /// interrupted while Coyote deals with another exception of it ends the process. So nothing else leaves a thread then.</summary>
    private void Ending(Action body)
    {
        try
        {
            body();
        }
        catch (Exception) when (Failure is not null)
        {
            throw new ThreadInterruptedException();
        }
    }

    /// <summary>Lets the workers end; each of them also where Coyote has ended the iteration: its semaphores then spin until
    /// they are released, and a release may throw.</summary>
    private static void Release(ReadOnlySpan<Worker> workers)
    {
        if (!workers.IsEmpty)
        {
            try
            {
                workers[0].Release();
            }
            finally
            {
                Release(workers[1..]);
            }
        }
    }

    /// <summary>One of many runs; answers whether to go on.</summary>
    private bool Volume(Run run, Worker[] workers)
    {
        do
        {
            int threads = run.ThreadCount;
            for (int i = 0; i < threads; i++)
            {
                workers[i].Start(run);
            }

            for (int i = 0; i < threads; i++)
            {
                workers[i].Wait();
            }

            if (run.Over)
            {
                return false;
            }
        }
        while (EndPhase(run));
        return ended(run);
    }

    /// <summary>Coyote calls this when it ends an iteration, before it unwinds the threads.</summary>
    private void Abandon(Exception failure)
    {
        Failure ??= failure.Message;
        _current?.Abandon();
    }

    private Run Begin(ICoyoteRuntime runtime, SamplingMode mode)
    {
        Run run = subject.NewRun(new CoyoteScheduler(runtime, mode), maxConfigurations);
        _current = run;
        Failure = null;
        began(run);
        SchedulingPoint.Suppress();
        run.SetUp();
        SchedulingPoint.Resume();
        return run;
    }

    private static bool EndPhase(Run run)
    {
        SchedulingPoint.Suppress();
        bool more = run.EndPhase();
        SchedulingPoint.Resume();
        return more;
    }

    private sealed class Worker : IDisposable
    {
        private readonly SemaphoreSlim _start = new(0);
        private readonly SemaphoreSlim _done = new(0);
        private readonly Thread _thread;
        private Run? _run;

        public Worker(Bodies bodies, int index)
        {
            _thread = new Thread(() => bodies.Ending(() =>
            {
                _start.Wait();
                while (_run is { } run)
                {
                    try
                    {
                        run.RunThread(index);
                    }
                    finally
                    {
                        _done.Release();
                    }

                    _start.Wait();
                }
            }));
            _thread.Start();
        }

        public void Start(Run run)
        {
            _run = run;
            _start.Release();
        }

        public void Wait() => _done.Wait();

        /// <summary>Lets the thread end.</summary>
        public void Release()
        {
            _run = null;
            _start.Release();
        }

        public void Dispose()
        {
            _thread.Join();
            _start.Dispose();
            _done.Dispose();
        }
    }
}
