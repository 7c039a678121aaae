using Monitor = System.Threading.Monitor;

namespace LuoVerified.Monitors;

/// <summary>A monitor of the runtime: the only thing of the run time that makes real threads wait.</summary>
/// <remarks>In an assembly of its own. Coyote rewrites the assembly, and each method of what it rewrites pays for that, also
/// when Coyote does not run.</remarks>
public sealed class WaitMonitor
{
    private readonly object _monitor = new();

    /// <summary>Enters the monitor; waits if another thread is in it.</summary>
    /// <returns>Leaves it when disposed of.</returns>
    public Section Enter()
    {
        Monitor.Enter(_monitor);
        return new Section(_monitor);
    }

    /// <summary>Leaves the monitor, waits for the next <see cref="WakeAll"/>, and enters it again. The calling thread is in
    /// it.</summary>
    public void Wait() => Monitor.Wait(_monitor);

    /// <summary>Wakes every thread that waits in <see cref="Wait"/>. The calling thread is in the monitor.</summary>
    public void WakeAll() => Monitor.PulseAll(_monitor);

    /// <summary>A stay in a monitor.</summary>
    public readonly ref struct Section
    {
        private readonly object _monitor;

        internal Section(object monitor) => _monitor = monitor;

        /// <summary>Leaves the monitor.</summary>
        public void Dispose() => Monitor.Exit(_monitor);
    }
}
