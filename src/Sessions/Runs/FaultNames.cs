using LuoVerified.Core;
using LuoVerified.Impl;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Runs;

/// <summary>What the specification calls the requests that the environment refuses.</summary>
internal static class FaultNames
{
    /// <summary>What the specification calls a refused request.</summary>
    public static SpecFault Of(FaultSite site) =>
        site == FaultSites.SessionAllocation ? SpecFault.SessionAllocation
        : site == FaultSites.FileCreation ? SpecFault.FileCreation
        : site == FaultSites.PreservedMemory ? SpecFault.PreservedMemory
        : site == FaultSites.FileAllocation ? SpecFault.FileAllocation
        : site == FaultSites.FilePreserve ? SpecFault.FilePreserve
        : site == FaultSites.FileFreeze ? SpecFault.FileFreeze
        : site == FaultSites.FileRetrieve ? SpecFault.FileRetrieve
        : site == FaultSites.FileFinish ? SpecFault.FileFinish
        : site == FaultSites.Reply ? SpecFault.Reply
        : throw new InternalErrorException($"{site} has no meaning in the specification");
}
