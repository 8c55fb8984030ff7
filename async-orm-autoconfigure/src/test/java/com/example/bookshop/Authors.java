package com.example.bookshop;

import io.asyncorm.repository.AsyncRepository;

public interface Authors extends AsyncRepository<Author, Long> {

}
