using Monitor = System.Threading.Monitor;

namespace LuoVerified.Monitors;

/// <summary>A monitor of the runtime: the only thing of the run time that makes real threads wait.</summary>
/// <remarks>In an assembly of its own. Coyote rewrites the assembly, and each method of what it rewrites pays for that, also
/// when Coyote does not run.</remarks>
public sealed class RuntimeMonitor : WaitMonitor
{
    private readonly object _monitor = new();

    /// <inheritdoc/>
    public override bool IsEntered => Monitor.IsEntered(_monitor);

    /// <inheritdoc/>
    public override void Wait() => Monitor.Wait(_monitor);

    /// <inheritdoc/>
    public override void WakeAll() => Monitor.PulseAll(_monitor);

    /// <inheritdoc/>
    protected override void Begin() => Monitor.Enter(_monitor);

    /// <inheritdoc/>
    protected override void End() => Monitor.Exit(_monitor);
}
