using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LuoVerified.Analyzers;

/// <summary>Refuses the threading primitives that are no symbols of the source: <c>lock</c>, <c>volatile</c>,
/// <c>async</c> and <c>await</c>, and methods that are synchronized as a whole. The others are in
/// <c>build/BannedSymbols.Threading.txt</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThreadingKeywordAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        "LUO0001",
        "Only Core/Locking touches threading primitives",
        "'{0}' is refused here: only Core/Locking touches threading primitives",
        "Threading",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // Also in generated code: it runs as any other does.
        context.ConfigureGeneratedCodeAnalysis(
            GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(
            node => Report(node, ((LockStatementSyntax)node.Node).LockKeyword), SyntaxKind.LockStatement);
        context.RegisterSyntaxNodeAction(
            node => Report(node, ((AwaitExpressionSyntax)node.Node).AwaitKeyword), SyntaxKind.AwaitExpression);
        context.RegisterSyntaxNodeAction(
            node => ReportModifiers(node, ((FieldDeclarationSyntax)node.Node).Modifiers), SyntaxKind.FieldDeclaration);
        context.RegisterSyntaxNodeAction(
            node => ReportModifiers(node, ((MethodDeclarationSyntax)node.Node).Modifiers),
            SyntaxKind.MethodDeclaration);
        context.RegisterSyntaxNodeAction(
            node => ReportModifiers(node, ((LocalFunctionStatementSyntax)node.Node).Modifiers),
            SyntaxKind.LocalFunctionStatement);
        context.RegisterSyntaxNodeAction(
            node => ReportModifiers(node, ((AnonymousFunctionExpressionSyntax)node.Node).Modifiers),
            SyntaxKind.ParenthesizedLambdaExpression,
            SyntaxKind.SimpleLambdaExpression,
            SyntaxKind.AnonymousMethodExpression);
        context.RegisterSyntaxNodeAction(ReportSynchronized, SyntaxKind.Attribute);
    }

    private static void ReportModifiers(SyntaxNodeAnalysisContext context, SyntaxTokenList modifiers)
    {
        foreach (SyntaxToken modifier in modifiers)
        {
            if (modifier.IsKind(SyntaxKind.VolatileKeyword) || modifier.IsKind(SyntaxKind.AsyncKeyword))
            {
                Report(context, modifier);
            }
        }
    }

    private static void ReportSynchronized(SyntaxNodeAnalysisContext context)
    {
        const int Synchronized = 32;
        var attribute = (AttributeSyntax)context.Node;
        ITypeSymbol? type = context.SemanticModel.GetTypeInfo(attribute, context.CancellationToken).Type;
        bool isMethodImpl = type?.ToDisplayString() == "System.Runtime.CompilerServices.MethodImplAttribute";
        AttributeArgumentSyntax? options = isMethodImpl ? attribute.ArgumentList?.Arguments.FirstOrDefault() : null;
        if (options is not null
            && context.SemanticModel.GetConstantValue(options.Expression, context.CancellationToken).Value is var value
            && value is int or short
            && (Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) & Synchronized) != 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, options.GetLocation(), "MethodImplOptions.Synchronized"));
        }
    }

    private static void Report(SyntaxNodeAnalysisContext context, SyntaxToken keyword) =>
        context.ReportDiagnostic(Diagnostic.Create(Rule, keyword.GetLocation(), keyword.Text));
}
