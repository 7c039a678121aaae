namespace LuoVerified.Spec;
