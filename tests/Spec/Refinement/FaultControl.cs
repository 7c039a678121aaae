using System.Diagnostics.CodeAnalysis;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Impl;

namespace LuoVerified.Spec.Tests.Refinement;

/// <summary>An operation would wait for ever: nothing else runs.</summary>
public sealed class WouldWaitException : Exception;

/// <summary>The code under test broke a rule of the run time.</summary>
public sealed class ViolationException(string message) : Exception(message);

/// <summary>Refuses what the program says, and notes whether that was asked for at all.</summary>
internal sealed class FaultControl : IRunControl
{
    public int Caller => Environment.CurrentManagedThreadId;

    private FaultSite _site;
    private int _left;

    public bool Refused { get; private set; }

    /// <summary>Plans the refusals of one operation.</summary>
    public void Plan(SpecFault fault, int request)
    {
        Refused = false;
        _left = fault == SpecFault.None ? 0 : request;
        _site = fault switch
        {
            SpecFault.FileCreation => FaultSites.FileCreation,
            SpecFault.PreservedMemory => FaultSites.PreservedMemory,
            _ => FaultSites.SessionAllocation,
        };
    }

    public void Before(in Step step)
    {
        if (DomainLock.WouldWait(step))
        {
            throw new WouldWaitException();
        }
    }

    public void After(in Step step)
    {
    }

    public bool Refuses(FaultSite site)
    {
        bool refuses = site == _site && _left > 0 && --_left == 0;
        Refused |= refuses;
        return refuses;
    }

    [DoesNotReturn]
    public void Violation(string check, string message) => throw new ViolationException($"{check}: {message}");
}
