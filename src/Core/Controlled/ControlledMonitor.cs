using Monitor = System.Threading.Monitor;

namespace LuoVerified.Core.Controlled;

/// <summary>In the place of <see cref="Monitor"/>, and so of the <c>lock</c> statement: steps in a run, the real one
/// outside. For woven code.</summary>
public static class ControlledMonitor
{
    /// <summary>As <see cref="Monitor.Enter(object)"/>.</summary>
    /// <param name="obj">The object to lock.</param>
    public static void Enter(object obj)
    {
        if (Control.LockOf(obj) is { } known)
        {
            known.Enter();
        }
        else
        {
            Monitor.Enter(obj);
        }
    }

    /// <summary>As <see cref="Monitor.Enter(object, ref bool)"/>.</summary>
    /// <param name="obj">The object to lock.</param>
    /// <param name="lockTaken">Whether it is locked.</param>
    public static void Enter(object obj, ref bool lockTaken)
    {
        if (Control.LockOf(obj) is { } known)
        {
            known.Enter();
            lockTaken = true;
        }
        else
        {
            Monitor.Enter(obj, ref lockTaken);
        }
    }

    /// <summary>As <see cref="Monitor.Exit(object)"/>.</summary>
    /// <param name="obj">The object to unlock.</param>
    public static void Exit(object obj)
    {
        if (Control.LockOf(obj) is { } known)
        {
            known.Exit();
        }
        else
        {
            Monitor.Exit(obj);
        }
    }

    /// <summary>As <see cref="Monitor.Wait(object)"/>.</summary>
    /// <param name="obj">The object; the calling thread has locked it.</param>
    /// <returns>True.</returns>
    public static bool Wait(object obj)
    {
        if (Control.LockOf(obj) is not { } known)
        {
            return Monitor.Wait(obj);
        }

        known.Wait();
        return true;
    }

    /// <summary>As <see cref="Monitor.Pulse(object)"/>.</summary>
    /// <param name="obj">The object; the calling thread has locked it.</param>
    public static void Pulse(object obj)
    {
        if (Control.LockOf(obj) is { } known)
        {
            known.Pulse();
        }
        else
        {
            Monitor.Pulse(obj);
        }
    }

    /// <summary>As <see cref="Monitor.PulseAll(object)"/>.</summary>
    /// <param name="obj">The object; the calling thread has locked it.</param>
    public static void PulseAll(object obj)
    {
        if (Control.LockOf(obj) is { } known)
        {
            known.PulseAll();
        }
        else
        {
            Monitor.PulseAll(obj);
        }
    }

    /// <summary>As <see cref="Monitor.IsEntered(object)"/>.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>Whether the calling thread has locked it.</returns>
    public static bool IsEntered(object obj) => Control.LockOf(obj)?.IsHeld ?? Monitor.IsEntered(obj);
}
