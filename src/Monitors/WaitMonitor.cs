namespace LuoVerified.Monitors;

/// <summary>A monitor: what threads wait on.</summary>
public abstract class WaitMonitor
{
    /// <summary>Whether the calling thread is in the monitor.</summary>
    public abstract bool IsEntered { get; }

    /// <summary>Enters the monitor; waits if another thread is in it.</summary>
    /// <returns>Leaves it when disposed of.</returns>
    public Section Enter()
    {
        Begin();
        return new Section(this);
    }

    /// <summary>Leaves the monitor, waits for the next <see cref="WakeAll"/>, and enters it again. The calling thread is in
    /// it.</summary>
    public abstract void Wait();

    /// <summary>Wakes every thread that waits in <see cref="Wait"/>. The calling thread is in the monitor.</summary>
    public abstract void WakeAll();

    /// <summary>Enters the monitor.</summary>
    protected abstract void Begin();

    /// <summary>Leaves it. The calling thread is in it.</summary>
    protected abstract void End();

    /// <summary>A stay in a monitor.</summary>
    public readonly ref struct Section
    {
        private readonly WaitMonitor _monitor;

        internal Section(WaitMonitor monitor) => _monitor = monitor;

        /// <summary>Leaves the monitor.</summary>
        public void Dispose() => _monitor.End();
    }
}
