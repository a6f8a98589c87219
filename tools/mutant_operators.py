"""Which changes of Cosmic Ray's mutants are made of."""

# Left out of Cosmic Ray's: `is` for `==` and the reverse are the same for what we compare; arithmetic of sets
# and of bits, a variable in another's place and a dataclass without its mark fail at once.
OPERATORS = tuple(
    f"core/{name}"
    for name in (
        *(
            f"ReplaceComparisonOperator_{one}_{other}"
            for one, others in {
                "Eq": ("NotEq",),
                "NotEq": ("Eq",),
                "Lt": ("LtE", "GtE"),
                "LtE": ("Lt", "Gt"),
                "Gt": ("GtE", "LtE"),
                "GtE": ("Gt", "Lt"),
                "Is": ("IsNot",),
                "IsNot": ("Is",),
            }.items()
            for other in others
        ),
        "ReplaceBinaryOperator_Add_Sub",
        "ReplaceBinaryOperator_Sub_Add",
        "ReplaceBinaryOperator_Mul_Div",
        "ReplaceBinaryOperator_Div_Mul",
        "ReplaceBinaryOperator_FloorDiv_Mul",
        "ReplaceBinaryOperator_Mod_Mul",
        "ReplaceBinaryOperator_BitAnd_BitOr",
        "ReplaceUnaryOperator_Delete_Not",
        "ReplaceUnaryOperator_Delete_USub",
        "AddNot",
        "ReplaceTrueWithFalse",
        "ReplaceFalseWithTrue",
        "ReplaceAndWithOr",
        "ReplaceOrWithAnd",
        "ReplaceBreakWithContinue",
        "ReplaceContinueWithBreak",
        "NumberReplacer",
        "ZeroIterationForLoop",
    )
)
