package com.example.bookshop;

import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

@Model
public record Author(@Nullable Long id, String name, @Nullable String country) {

}
