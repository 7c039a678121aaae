using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.Specifications;
using Thread = System.Threading.Thread;
using ThreadInterruptedException = System.Threading.ThreadInterruptedException;

namespace LuoVerified.Coyote;

/// <summary>What one Coyote iteration runs. This assembly is rewritten: its threads are Coyote's.</summary>
/// <param name="subject">What to run.</param>
/// <param name="maxConfigurations">The bound of each search for a linearization.</param>
/// <param name="refuses">Whether a request that may be refused is.</param>
/// <param name="began">Told of each run before it starts.</param>
/// <param name="ended">Told of each run that came to its end without a violation; answers whether to go on.</param>
internal sealed class Bodies(
    Subject subject, long maxConfigurations, Func<ICoyoteRuntime, bool> refuses, Action<Run> began, Func<Run, bool> ended)
{
    /// <summary>Those of the thread that makes this: all threads of the runs keep to them.</summary>
    private readonly Processors _processors = Processors.Current;
    private Run? _current;
    private CoyoteScheduler? _scheduler;

    /// <summary>Why Coyote ended the iteration at hand; null if it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>The thread of the run that goes on; -1 if it is none of them.</summary>
    public int Running => _scheduler?.Running ?? -1;

    /// <summary>One run with threads of its own.</summary>
    public void Barging(ICoyoteRuntime runtime) => Ending(() =>
    {
        runtime.OnFailure += Abandon;
        Run run = Begin(runtime, SamplingMode.Barging);
        Specification.RegisterStateHashingFunction(() => _scheduler!.State);
        do
        {
            var threads = new Thread[run.ThreadCount];
            for (int i = 0; i < threads.Length; i++)
            {
                int thread = i;
                threads[i] = new Thread(() => Ending(() => RunThread(run, thread)));
            }

            foreach (Thread thread in threads)
            {
                thread.Start();
            }

            foreach (Thread thread in threads)
            {
                thread.Join();
            }

            if (run.Over)
            {
                // Coyote has ended the iteration, and who hears of that counts the run. The threads may be gone before this one is told.
                return;
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
            Array.ForEach(workers, worker => worker.Quit());
        }

        Array.ForEach(workers, worker => worker.Join());
    });

    private void RunThread(Run run, int thread)
    {
        _scheduler!.Running = thread;
        run.RunThread(thread);
    }

    /// <summary>What a thread does. Once Coyote has ended the iteration, it interrupts every thread, and a thread that is
    /// interrupted while Coyote deals with another exception of it ends the process. So nothing else leaves a thread then.</summary>
    private void Ending(Action body)
    {
        _processors.Use();
        try
        {
            body();
        }
        catch (Exception) when (Failure is not null)
        {
            throw new ThreadInterruptedException();
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
        _scheduler = new CoyoteScheduler(runtime, mode, subject.Program.Threads, refuses);
        Run run = subject.NewRun(_scheduler, maxConfigurations);
        _current = run;
        Failure = null;
        began(run);
        SchedulingPoint.Suppress();
        run.SetUp();
        SchedulingPoint.Resume();
        return run;
    }

    private bool EndPhase(Run run)
    {
        _scheduler!.Running = -1;
        SchedulingPoint.Suppress();
        bool more = run.EndPhase();
        SchedulingPoint.Resume();
        return more;
    }

    /// <summary>Waits, and lets the other threads of the iteration go on. Coyote's semaphores and monitors are not used for that:
    /// where Coyote has ended the iteration they spin for good, with a lock of its runtime held.</summary>
    private static void Until(Func<bool> condition)
    {
        Operation.PauseUntil(condition);
        if (!condition())
        {
            // Coyote has ended the iteration.
            throw new ThreadInterruptedException();
        }
    }

    /// <summary>A thread that serves many runs. One thread at a time goes on, so its fields need no lock.</summary>
    private sealed class Worker
    {
        private readonly Thread _thread;

        /// <summary>The run whose thread it is to be; null if there is none at the moment.</summary>
        private Run? _run;
        private bool _quit;

        public Worker(Bodies bodies, int index)
        {
            _thread = new Thread(() => bodies.Ending(() =>
            {
                while (Next() is { } run)
                {
                    bodies.RunThread(run, index);
                    _run = null;
                }
            }));
            _thread.Start();
        }

        public void Start(Run run) => _run = run;

        public void Wait() => Until(() => _run is null);

        /// <summary>Lets the thread end.</summary>
        public void Quit() => _quit = true;

        public void Join() => _thread.Join();

        private Run? Next()
        {
            Until(() => _run is not null || _quit);
            return _run;
        }
    }
}
