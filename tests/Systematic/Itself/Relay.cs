using System.Threading;
using LuoVerified.Check.Runs;
using LuoVerified.Systematic.Tests.Itself;

namespace LuoVerified.LocksUnderCheck;

/// <summary>Two threads and an owner that use the baton which is checked. Who has it counts, without a lock.</summary>
public sealed class Relay : IRelay
{
    private readonly Baton _baton;
    private readonly SteppedThread[] _threads;
    private int _turns;

    public Relay()
    {
        var made = new List<SteppedThread>();
        SteppedThread.Made = made;
        _baton = new Baton(2, Turn);
        SteppedThread.Made = null;
        _threads = made.ToArray();
    }

    public int Own(bool fails)
    {
        _turns = fails ? 100 : 0;
        try
        {
            // A stay with a hand-over in the middle, and one of the other thread.
            _baton.Run(0, TimeSpan.FromSeconds(1));
            _turns++;
            _baton.Run(1, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException)
        {
            _turns = -_turns;
        }

        int turns = _turns;
        _baton.Dispose();
        return turns;
    }

    public void Serve(int thread) => _threads[thread].Body();

    private int Turn(int thread)
    {
        int turn = ++_turns;
        switch (turn)
        {
            case 1:
                _baton.Pass(0, 1);
                _turns++;
                return Baton.Owner;
            case 2:
                return 0;
            case 101:
                throw new ArgumentException("a turn that fails");
            default:
                return Baton.Owner;
        }
    }
}

/// <summary>A thread of the program in the place of one of the runtime.</summary>
internal sealed class SteppedThread
{
    private readonly SemaphoreSlim _ended = new(0);

    public SteppedThread(Action body)
    {
        Body = () =>
        {
            body();
            _ended.Release();
        };
        Made!.Add(this);
    }

    /// <summary>Those that are made, while the baton is made.</summary>
    [ThreadStatic]
    public static List<SteppedThread>? Made;

    public Action Body { get; }

    public bool IsBackground { get; set; }

    public void Start()
    {
    }

    public void Join() => _ended.Wait();
}

/// <summary>A semaphore of the program in the place of one of the system.</summary>
internal sealed class SleepingSemaphore
{
    private readonly SemaphoreSlim _semaphore = new(0);

    public void Wait() => _semaphore.Wait();

    public void Release() => _semaphore.Release();

    public void Dispose()
    {
    }
}

/// <summary>A semaphore for which everybody has all the patience there is.</summary>
internal sealed class PatientSemaphore
{
    private readonly SemaphoreSlim _semaphore;

    public PatientSemaphore(int count, int most) => _semaphore = new(Math.Min(count, most));

    public bool WaitOne(TimeSpan patience)
    {
        _semaphore.Wait();
        return true;
    }

    public void Release() => _semaphore.Release();

    public void Dispose()
    {
    }
}

/// <summary>A program has no processors.</summary>
internal readonly struct Processors
{
    public static Processors Current => default;

    public void Use()
    {
    }
}
