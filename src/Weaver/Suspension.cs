using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace LuoVerified.Weaver;

/// <summary>Lets nothing be seen while a method runs.</summary>
internal static class Suspension
{
    /// <summary>Puts the code of a method between Suspend and, whatever happens, Resume.</summary>
    /// <param name="method">The method.</param>
    /// <param name="hooks">The hooks.</param>
    public static void Wrap(MethodDefinition method, Hooks hooks)
    {
        MethodBody body = method.Body;
        body.SimplifyMacros();
        body.InitLocals = true;
        var observer = new VariableDefinition(hooks.Suspend.ReturnType);
        body.Variables.Add(observer);
        VariableDefinition? result = null;
        if (method.ReturnType.MetadataType != MetadataType.Void)
        {
            result = new VariableDefinition(method.ReturnType);
            body.Variables.Add(result);
        }

        Instruction end = result is null ? Instruction.Create(OpCodes.Ret) : Instruction.Create(OpCodes.Ldloc, result);
        Instruction last = Instruction.Create(OpCodes.Ldloc, observer);
        foreach (Instruction instruction in body.Instructions.Where(each => each.OpCode.Code == Code.Ret).ToList())
        {
            Return(body, instruction, result, end);
        }

        Instruction first = body.Instructions[0];
        body.Instructions.Insert(0, Instruction.Create(OpCodes.Call, hooks.Suspend));
        body.Instructions.Insert(1, Instruction.Create(OpCodes.Stloc, observer));
        body.Instructions.Add(last);
        body.Instructions.Add(Instruction.Create(OpCodes.Call, hooks.Resume));
        body.Instructions.Add(Instruction.Create(OpCodes.Endfinally));
        body.Instructions.Add(end);
        if (result is not null)
        {
            body.Instructions.Add(Instruction.Create(OpCodes.Ret));
        }

        // The outermost handler comes last.
        body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Finally)
        {
            TryStart = first,
            TryEnd = last,
            HandlerStart = last,
            HandlerEnd = end,
        });
        body.OptimizeMacros();
    }

    /// <summary>A return from within; in place, since branches may lead to it.</summary>
    private static void Return(MethodBody body, Instruction at, VariableDefinition? result, Instruction end)
    {
        if (result is null)
        {
            (at.OpCode, at.Operand) = (OpCodes.Leave, end);
            return;
        }

        (at.OpCode, at.Operand) = (OpCodes.Stloc, result);
        body.Instructions.Insert(body.Instructions.IndexOf(at) + 1, Instruction.Create(OpCodes.Leave, end));
    }
}
